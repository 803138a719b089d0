import { Modal } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { hasTooManyPixels, sizeOfImage } from '../../../../base/images/image.ts';
import { groupAt, partOf, textAt, translatedAt } from '../../../../domain/values.ts';
import { toLanguage } from '../../../i18n/format.ts';
import { useDesktop } from '../../../replica/context.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { useFocusBack } from '../../../ui/focusBack.ts';
import styles from './PhotoViewer.module.css';
import type { Photo } from './usePhotos.ts';

/** Address of the original for as long as the photo is shown; null while it is not here. */
const useOriginal = ({ row, sha256 }: Photo): string | null => {
  const desktop = useDesktop();
  const mime = partOf(groupAt(row.values, 'file'), 'mime');
  const answer = useQuery({
    queryKey: ['originalBytes', sha256],
    queryFn: async () => {
      const file = await desktop.getAttachment({ sha256 });
      const size = file.ok ? sizeOfImage(file.value) : null;
      return file.ok && size && !hasTooManyPixels(size) ? new Blob([file.value], { type: mime }) : null;
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const blob = answer.data ?? null;
  const url = useMemo(() => (blob ? URL.createObjectURL(blob) : null), [blob]);
  useEffect(() => () => (url === null ? undefined : URL.revokeObjectURL(url)), [url]);
  return url;
};

export type PhotoViewerProps = {
  readonly photo: Photo;
  readonly several: boolean;
  readonly onMove: (by: 1 | -1) => void;
  readonly onClose: () => void;
};

/** A photo as large as the window: the original where it lies on this machine, else the small picture with a word about it. */
export const PhotoViewer = ({ photo, several, onMove, onClose }: PhotoViewerProps) => {
  const { t, i18n } = useTranslation('visits');
  useFocusBack();
  const { values } = photo.row;
  const original = useOriginal(photo);
  const caption = translatedAt(values, 'caption', toLanguage(i18n.language)) || textAt(values, 'name');
  const file = groupAt(values, 'file');
  const onKeyDown = (event: KeyboardEvent): void => {
    if (several && event.key === 'ArrowRight') onMove(1);
    if (several && event.key === 'ArrowLeft') onMove(-1);
  };
  return (
    <Modal.Root opened onClose={onClose} size="min(72rem, 94vw)" centered lockScroll={false} classNames={{ content: styles.content ?? '' }}>
      <Modal.Overlay backgroundOpacity={0.7} />
      <Modal.Content aria-label={caption} onKeyDown={onKeyDown}>
        <div className={styles.head}>
          <p className={styles.caption}>{caption}</p>
          <p className={styles.size}>{t('photo.size', { width: file.width, height: file.height })}</p>
          {several && <IconButton icon={IconChevronLeft} variant="quiet" label={t('photo.previous')} onClick={() => onMove(-1)} />}
          {several && <IconButton icon={IconChevronRight} variant="quiet" label={t('photo.next')} onClick={() => onMove(1)} />}
          <IconButton data-autofocus icon={IconX} variant="quiet" label={t('photo.close')} onClick={onClose} />
        </div>
        <img className={styles.picture} src={original ?? textAt(values, 'thumbnail')} alt={caption} />
        {photo.kept === false && <p className={styles.note}>{t('photo.onlySmall')}</p>}
      </Modal.Content>
    </Modal.Root>
  );
};
