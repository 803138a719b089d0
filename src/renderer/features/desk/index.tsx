import { isRecordId } from '../../../base/ids.ts';
import { useRoute } from '../../state/route.ts';
import { ChooseEvent } from './ChooseEvent.tsx';
import { DeskScreen } from './DeskScreen.tsx';

export const DeskRoom = () => {
  const { id } = useRoute();
  return id !== null && isRecordId(id) ? <DeskScreen key={id} event={id} /> : <ChooseEvent />;
};
