import { Checkbox } from '@mantine/core';
import { IconCamera, IconPhotoPlus } from '@tabler/icons-react';
import { type ClipboardEvent, type DragEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { FormSection } from '../../../ui/FormSection.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { PhotoGrid } from '../photos/PhotoGrid.tsx';
import type { AddPhotos, PhotoTrouble } from '../photos/useAddPhotos.ts';
import type { Photos } from '../photos/usePhotos.ts';
import styles from './PhotosSection.module.css';
import { sectionId } from './sections.ts';

const useTroubleText = (): ((trouble: PhotoTrouble) => string) => {
  const { t } = useTranslation('visits');
  return ({ name, error }) => {
    if (error.type === 'originalNotKept') return t('photoError.originalNotKept', { name });
    return `${t('photoError.refused', { name })} ${t(`photoError.${error.type}`, { ...error })}`;
  };
};

export type PhotosSectionProps = { readonly adding: AddPhotos; readonly photos: Photos; readonly onAdd: () => void };

/** Photos chosen, dropped or pasted, several at once. They are saved at once, not with the form. */
export const PhotosSection = ({ adding, photos, onAdd }: PhotosSectionProps) => {
  const { t } = useTranslation('visits');
  const { add, addLeft, reading, troubles, left, forget, forgetLeft } = adding;
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [keepPosition, setKeepPosition] = useState(false);
  const troubleText = useTroubleText();
  const take = (files: FileList | null | undefined): void => {
    const list = [...(files ?? [])];
    if (list.length === 0) return;
    onAdd();
    add(list, { keepPosition });
  };
  const taken = useRef(take);
  useEffect(() => {
    taken.current = take;
  });
  useEffect(() => {
    const paste = (event: Event): void => {
      const files = (event as unknown as ClipboardEvent).clipboardData?.files; // The DOM names paste events by their string only.
      if (files && files.length > 0) taken.current(files);
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, []);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <FormSection title={t('form.photos')} id={sectionId('photos')}>
      <fieldset
        aria-label={t('photo.drop')}
        className={styles.drop}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconPhotoPlus size={28} stroke={1.5} />
        <div className={styles.words}>
          <p className={styles.lead}>{t('photo.drop')}</p>
          <p className={styles.hint}>{t('photo.dropHint')}</p>
        </div>
        <Button icon={IconCamera} onClick={() => input.current?.click()}>
          {t('photo.add')}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          accept="image/jpeg,image/png,image/webp"
          className="visually-hidden"
          tabIndex={-1}
          aria-label={t('photo.add')}
          onChange={(event) => {
            take(event.currentTarget.files);
            event.currentTarget.value = '';
          }}
        />
      </fieldset>
      <Checkbox
        label={t('photo.keepPosition')}
        description={t('photo.keepPositionHint')}
        classNames={{ description: styles.about ?? '' }}
        checked={keepPosition}
        onChange={(event) => setKeepPosition(event.currentTarget.checked)}
      />
      <p role="status" className={styles.hint}>
        {reading > 0 && t('photo.reading', { count: reading })}
      </p>
      {left && (
        <Notice
          tone="error"
          title={t('photo.notGivenUp')}
          onClose={forgetLeft}
          actions={
            left.length > 0 && (
              <Button small variant="quiet" onClick={addLeft}>
                {t('photo.addLeft', { count: left.length })}
              </Button>
            )
          }
        >
          {left.length > 0 && t('photo.left', { count: left.length })}
        </Notice>
      )}
      {troubles.length > 0 && (
        <Notice tone="warning" title={troubles.map(troubleText)[0] ?? ''} onClose={forget}>
          {troubles.slice(1).map((trouble) => (
            <p key={trouble.name}>{troubleText(trouble)}</p>
          ))}
        </Notice>
      )}
      <PhotoGrid photos={photos} editable />
    </FormSection>
  );
};
