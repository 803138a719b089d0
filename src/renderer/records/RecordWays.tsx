import type { RivalEntry } from '../../replica/api.ts';
import { Button } from '../ui/Button.tsx';
import { useAnswerKeys } from '../ui/drawn.ts';
import { useKeys } from '../ui/keys.ts';
import { askedNow } from './another/begunValues.ts';
import styles from './DeleteChoice.module.css';

export type RecordWaysProps = {
  readonly entry: RivalEntry;
  /** Whether the keys 1 and 2 answer it. */
  readonly keyed: boolean;
  /** `keep` lets the record be, `remove` takes it away. */
  readonly keep: Way;
  readonly remove: Way;
};
type Way = { readonly label: string; readonly run: () => Promise<unknown> };

/** The two ways out of a question about a whole record. */
export const RecordWays = ({ entry, keyed, keep, remove }: RecordWaysProps) => {
  const answer = useAnswerKeys(keyed ? askedNow(entry) : null);
  const ways = [
    { keys: '1', variant: 'outline', ...keep },
    { keys: '2', variant: 'danger', ...remove },
  ] as const;
  useKeys(keyed ? ways.map(({ keys, label, run }) => ({ keys, label, run: (pressedAt: number) => answer(pressedAt, run) })) : []);
  return (
    <div className={styles.ways}>
      {ways.map(({ keys, label, run, variant }) => (
        <Button key={keys} small variant={variant} onClick={() => void run()} {...(keyed ? { hint: keys } : {})}>
          {label}
        </Button>
      ))}
    </div>
  );
};
