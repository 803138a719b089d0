import { IconBulb, IconChartHistogram, IconHeartHandshake } from '@tabler/icons-react';
import type { Icon } from '../../ui/Icon.ts';

export type CatalogueName = 'practices' | 'cooperation' | 'studies';

/** What these rooms keep. */
export type CataloguedType = 'practice' | 'cooperation' | 'offer' | 'indicator' | 'study';

/** A room that keeps plain records of one or two types. */
export type Catalogue = {
  readonly name: CatalogueName;
  readonly icon: Icon;
  readonly types: readonly [CataloguedType, ...CataloguedType[]];
};

export const catalogues: Readonly<Record<CatalogueName, Catalogue>> = {
  practices: { name: 'practices', icon: IconBulb, types: ['practice'] },
  cooperation: { name: 'cooperation', icon: IconHeartHandshake, types: ['cooperation', 'offer'] },
  studies: { name: 'studies', icon: IconChartHistogram, types: ['indicator', 'study'] },
};

/** The type whose records the list shows, as the chip above it says. */
export const typeShown = ({ types }: Catalogue, chosen: string | undefined): CataloguedType =>
  types.find((type) => type === chosen) ?? types[0];

/** Fields that no form and no list of fields shows by itself. */
export const silentFields: ReadonlySet<string> = new Set(['sample', 'sameAs']);
