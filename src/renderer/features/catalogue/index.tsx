import { CatalogueRoom } from './CatalogueRoom.tsx';
import { catalogues } from './catalogues.ts';

export const PracticesRoom = () => <CatalogueRoom key="practices" catalogue={catalogues.practices} />;
export const CooperationRoom = () => <CatalogueRoom key="cooperation" catalogue={catalogues.cooperation} />;
export const StudiesRoom = () => <CatalogueRoom key="studies" catalogue={catalogues.studies} />;
