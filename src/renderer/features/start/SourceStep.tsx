import { IconFilePlus, IconMailOpened, IconSparkles } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReplicaApi } from '../../../replica/api.ts';
import { BundleFile } from './BundleFile.tsx';
import { RadioCard, RadioCards } from './RadioCards.tsx';
import { Step } from './Step.tsx';
import { type Choice, sources } from './sources.ts';

const icons = { join: IconMailOpened, sample: IconSparkles, empty: IconFilePlus } as const;

export type SourceStepProps = {
  readonly replica: ReplicaApi;
  readonly choice: Choice;
  readonly onChoice: (choice: Choice) => void;
  readonly onFile: (file: Choice['file']) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
};

/** Join with a bundle, explore the sample, or start empty. */
export const SourceStep = ({ replica, choice, onChoice, onFile, onBack, onNext }: SourceStepProps) => {
  const { t } = useTranslation(['start', 'common']);
  const waitsFor = choice.source === 'join' && !choice.file ? t('start:needs.file') : null;
  return (
    <Step
      title={t('start:source.title')}
      note={t('start:source.note')}
      waitsFor={waitsFor}
      next={t('common:action.continue')}
      onBack={onBack}
      onNext={onNext}
    >
      <RadioCards label={t('start:source.title')}>
        {sources.map((source) => (
          <RadioCard
            key={source}
            name="source"
            icon={icons[source]}
            title={t(`start:source.${source}`)}
            text={t(`start:source.${source}Text`)}
            chosen={choice.source === source}
            onChoose={() => onChoice({ ...choice, source })}
          >
            {source === 'join' && <BundleFile replica={replica} checked={choice.file} onChecked={onFile} />}
          </RadioCard>
        ))}
      </RadioCards>
    </Step>
  );
};
