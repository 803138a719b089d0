import { useTranslation } from 'react-i18next';
import { borderTiles } from '../../../domain/territory.ts';
import { useFormat } from '../../i18n/format.ts';
import { useLabels } from '../../i18n/labels.ts';
import { useList } from '../../replica/queries.ts';
import { goTo } from '../../state/route.ts';
import { useView } from '../../state/view.ts';
import { CountryMark } from '../../ui/CountryMark.tsx';
import { Section } from '../../ui/Page.tsx';
import styles from './BorderTiles.module.css';

const mostPips = 60;

const Tile = ({
  county,
  country,
  count,
  most,
}: {
  readonly county: string;
  readonly country: 'HU' | 'RO';
  /** Undefined until it is known. */
  readonly count: number | undefined;
  readonly most: number;
}) => {
  const { t } = useTranslation('home');
  const format = useFormat();
  const name = useLabels().county(county);
  const setFilters = useView((view) => view.setFilters);
  const open = (): void => {
    setFilters('directory', { county });
    goTo('directory');
  };
  return (
    <button type="button" className={styles.tile} data-country={country} onClick={open}>
      <span className="visually-hidden">{count === undefined ? name : t('tiles.tile', { county: name, count })}</span>
      <span className={styles.line} aria-hidden="true">
        <span className={styles.county}>{name}</span>
        <strong>{count !== undefined && format.number(count)}</strong>
      </span>
      {(count ?? 0) < mostPips ? (
        <span className={styles.pips}>
          {Array.from({ length: count ?? 0 }, (_, index) => index + 1).map((pip) => (
            <i key={pip} />
          ))}
        </span>
      ) : (
        <span className={styles.bar}>
          <i style={{ width: `${Math.round(((count ?? 0) / most) * 100)}%` }} />
        </span>
      )}
    </button>
  );
};

/** The counties along the border, north to south, with a mark per member: the map without a map. A click opens them in the directory. */
export const BorderTiles = () => {
  const { t } = useTranslation('home');
  const { language, number } = useFormat();
  const codes = borderTiles.flat();
  const counts = useList({
    type: 'organisation',
    locale: language,
    offset: 0,
    limit: 1,
    counts: {
      HU: [{ path: 'country', is: 'HU' }],
      RO: [{ path: 'country', is: 'RO' }],
      ...Object.fromEntries(codes.map((code) => [code, [{ path: 'address>county', is: code }]])),
    },
  }).data?.counts;
  const most = Math.max(1, ...codes.map((code) => counts?.[code] ?? 0));
  return (
    <Section
      title={t('tiles.title')}
      note={
        <span className={styles.sums}>
          {counts && <CountryMark country="HU" count={number(counts.HU ?? 0)} />}
          {counts && <CountryMark country="RO" count={number(counts.RO ?? 0)} />}
        </span>
      }
    >
      <div className={styles.tiles}>
        {borderTiles.map(([hungarian, romanian]) => (
          <div key={hungarian} className={styles.pair}>
            <Tile county={hungarian} country="HU" count={counts && (counts[hungarian] ?? 0)} most={most} />
            <Tile county={romanian} country="RO" count={counts && (counts[romanian] ?? 0)} most={most} />
          </div>
        ))}
        <svg className={styles.border} viewBox="0 0 12 216" preserveAspectRatio="none" aria-hidden="true">
          <path d="M6 0C1 40 12 70 7 108S2 170 6 216" />
        </svg>
      </div>
    </Section>
  );
};
