import { IconPhotoCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PhotoGrid } from '../photos/PhotoGrid.tsx';
import type { Photos } from '../photos/usePhotos.ts';
import styles from './SidePhotos.module.css';

/** The photos at a glance, with how many originals lie on this machine. */
export const SidePhotos = ({ photos }: { readonly photos: Photos }) => {
  const { t } = useTranslation('visits');
  const { total, kept } = photos;
  if (total === 0) return null;
  return (
    <section className={styles.photos}>
      <h2>
        {t('form.photos')} <span>{total}</span>
      </h2>
      <PhotoGrid photos={photos} small />
      {kept !== null && (
        <p className={styles.kept}>
          <IconPhotoCheck size={16} stroke={1.75} />
          {kept === total ? t('photo.allKept', { count: kept }) : t('photo.someKept', { kept, count: total })}
        </p>
      )}
    </section>
  );
};
