import { IconCameraOff, IconCircleCheckFilled, IconTrash } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { textAt, translatedAt } from '../../../../domain/values.ts';
import { toLanguage } from '../../../i18n/format.ts';
import { useCommit } from '../../../replica/commit.ts';
import { pageSize } from '../../../replica/queries.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import styles from './PhotoGrid.module.css';
import { PhotoViewer } from './PhotoViewer.tsx';
import type { Photo, Photos } from './usePhotos.ts';

const KeptMark = ({ kept }: { readonly kept: boolean }) => {
  const { t } = useTranslation('visits');
  const words = kept ? t('photo.kept') : t('photo.notKept');
  const Icon = kept ? IconCircleCheckFilled : IconCameraOff;
  return (
    <span className={styles.mark} data-kept={kept} title={words}>
      <Icon size={16} aria-label={words} role="img" />
    </span>
  );
};

/** How many there are besides those shown, and the way to see more; the keyboard goes on at the first of them. */
const More = ({ photos, grid }: { readonly photos: Photos; readonly grid: RefObject<HTMLUListElement | null> }) => {
  const { t } = useTranslation('visits');
  const { total, shown, showMore } = photos;
  const from = useRef<number | null>(null);
  useEffect(() => {
    if (from.current === null || shown.length <= from.current) return;
    grid.current?.children[from.current]?.querySelector('button')?.focus();
    from.current = null;
  }, [shown.length, grid]);
  if (shown.length >= total) return null;
  const more = (): void => {
    from.current = shown.length;
    showMore();
  };
  return (
    <p className={styles.more}>
      {t('photo.shownOf', { shown: shown.length, count: total })}
      <Button small onClick={more}>
        {t('photo.more', { count: Math.min(pageSize, total - shown.length) })}
      </Button>
    </p>
  );
};

export type PhotoGridProps = { readonly photos: Photos; readonly editable?: boolean; readonly small?: boolean };

/** Thumbnails with the mark that the original lies on this machine; a click opens the photo large. */
export const PhotoGrid = ({ photos, editable = false, small = false }: PhotoGridProps) => {
  const { t, i18n } = useTranslation('visits');
  const commit = useCommit();
  const grid = useRef<HTMLUListElement>(null);
  const [opened, open] = useState<number | null>(null);
  const { shown, showMore } = photos;
  const show = (index: number): void => {
    if (index === shown.length - 1) showMore(); // So that the next one is there when somebody goes on.
    open(index);
  };
  const remove = ({ row }: Photo): void =>
    void commit([{ kind: 'delete', type: 'attachment', id: row.id, shown: row.seen }], (t) =>
      t('visits:photo.removed', { name: textAt(row.values, 'name') }),
    );
  return (
    <>
      <ul ref={grid} className={styles.grid} data-small={small}>
        {shown.map((photo, index) => {
          const name = translatedAt(photo.row.values, 'caption', toLanguage(i18n.language)) || textAt(photo.row.values, 'name');
          return (
            <li key={photo.row.id} className={styles.tile}>
              <button type="button" className={styles.picture} aria-label={t('photo.open', { name })} onClick={() => show(index)}>
                <img src={textAt(photo.row.values, 'thumbnail')} alt="" />
                {photo.kept !== null && <KeptMark kept={photo.kept} />}
              </button>
              {editable && (
                <div className={styles.foot}>
                  <span className={styles.name} title={name}>
                    {name}
                  </span>
                  <IconButton icon={IconTrash} variant="quiet" label={t('photo.remove', { name })} onClick={() => remove(photo)} />
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {!small && <More photos={photos} grid={grid} />}
      {opened !== null && shown[opened] && (
        <PhotoViewer
          photo={shown[opened]}
          onClose={() => open(null)}
          onMove={(by) => show((opened + by + shown.length) % shown.length)}
          several={shown.length > 1}
        />
      )}
    </>
  );
};
