import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Identity, ReplicaApi } from '../../../replica/api.ts';
import { LanguageSwitch } from '../../ui/LanguageSwitch.tsx';
import { LanguageStep } from './LanguageStep.tsx';
import { RiverPanel } from './RiverPanel.tsx';
import { SourceStep } from './SourceStep.tsx';
import styles from './Start.module.css';
import { StepList, type StepName } from './StepList.tsx';
import { type Choice, withFile } from './sources.ts';
import { WhoStep } from './WhoStep.tsx';

export type StartScreenProps = {
  readonly replica: ReplicaApi;
  /** The store is set up and holds what was chosen. */
  readonly onReady: (identity: Identity) => void;
};

/** First start: language, where the data comes from, who is working here. One question per step. */
export const StartScreen = ({ replica, onReady }: StartScreenProps) => {
  const { t } = useTranslation('start');
  const [step, setStep] = useState<StepName>('language');
  const [choice, setChoice] = useState<Choice>({ source: 'join', file: null });
  return (
    <div className={styles.start}>
      <RiverPanel />
      <main className={styles.main} aria-label={t(`steps.${step}`)}>
        <div className={styles.top}>
          <StepList current={step} />
          <LanguageSwitch />
        </div>
        {step === 'language' && <LanguageStep onNext={() => setStep('source')} />}
        {step === 'source' && (
          <SourceStep
            replica={replica}
            choice={choice}
            onChoice={setChoice}
            onFile={(file) => setChoice((before) => withFile(before, file))}
            onBack={() => setStep('language')}
            onNext={() => setStep('who')}
          />
        )}
        {step === 'who' && <WhoStep replica={replica} choice={choice} onBack={() => setStep('source')} onReady={onReady} />}
      </main>
    </div>
  );
};
