import { IconPhotoCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PhotoGrid } from '../photos/PhotoGrid.tsx';
import type { Photo } from '../photos/usePhotos.ts';
import styles from './SidePhotos.module.css';

/** The photos at a glance, with how many originals lie on this machine. */
export const SidePhotos = ({ photos }: { readonly photos: readonly Photo[] }) => {
  const { t } = useTranslation('visits');
  if (photos.length === 0) return null;
  const kept = photos.filter((photo) => photo.kept).length;
  return (
    <section className={styles.photos}>
      <h2>
        {t('form.photos')} <span>{photos.length}</span>
      </h2>
      <PhotoGrid photos={photos} small />
      <p className={styles.kept}>
        <IconPhotoCheck size={16} stroke={1.75} />
        {kept === photos.length ? t('photo.allKept', { count: kept }) : t('photo.someKept', { kept, count: photos.length })}
      </p>
    </section>
  );
};
