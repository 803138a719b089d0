import { IconCameraOff, IconCircleCheckFilled, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { textAt, translatedAt } from '../../../../domain/values.ts';
import { toLanguage } from '../../../i18n/format.ts';
import { useCommit } from '../../../replica/commit.ts';
import { IconButton } from '../../../ui/Button.tsx';
import styles from './PhotoGrid.module.css';
import { PhotoViewer } from './PhotoViewer.tsx';
import type { Photo } from './usePhotos.ts';

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

export type PhotoGridProps = { readonly photos: readonly Photo[]; readonly editable?: boolean; readonly small?: boolean };

/** Thumbnails with the mark that the original lies on this machine; a click opens the photo large. */
export const PhotoGrid = ({ photos, editable = false, small = false }: PhotoGridProps) => {
  const { t, i18n } = useTranslation('visits');
  const commit = useCommit();
  const [opened, open] = useState<number | null>(null);
  const remove = ({ row }: Photo): void =>
    void commit(
      [{ kind: 'delete', type: 'attachment', id: row.id, shown: row.seen }],
      t('photo.removed', { name: textAt(row.values, 'name') }),
    );
  return (
    <>
      <ul className={styles.grid} data-small={small}>
        {photos.map((photo, index) => {
          const name = translatedAt(photo.row.values, 'caption', toLanguage(i18n.language)) || textAt(photo.row.values, 'name');
          return (
            <li key={photo.row.id} className={styles.tile}>
              <button type="button" className={styles.picture} aria-label={t('photo.open', { name })} onClick={() => open(index)}>
                <img src={textAt(photo.row.values, 'thumbnail')} alt="" />
                <KeptMark kept={photo.kept} />
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
      {opened !== null && photos[opened] && (
        <PhotoViewer
          photo={photos[opened]}
          onClose={() => open(null)}
          onMove={(by) => open((opened + by + photos.length) % photos.length)}
          several={photos.length > 1}
        />
      )}
    </>
  );
};
