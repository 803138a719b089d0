import { IconFileExport, IconFileImport } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportRequest, OfficeLedger } from '../../../replica/api.ts';
import { useExchanges, useLedger } from '../../replica/queries.ts';
import { Button } from '../../ui/Button.tsx';
import { Page, PageHeader, Section } from '../../ui/Page.tsx';
import { RefusedFiles } from './aside/RefusedFiles.tsx';
import { WaitingForYou } from './aside/WaitingForYou.tsx';
import styles from './ExchangeRoom.module.css';
import { everything, MakeBundleDialog } from './MakeBundleDialog.tsx';
import { OfficeList } from './OfficeList.tsx';
import { Originals } from './Originals.tsx';
import { PastExchanges } from './PastExchanges.tsx';
import { SharedPlaces } from './places/SharedPlaces.tsx';
import { RivalPane } from './RivalPane.tsx';
import { useOfficeFile } from './seal/useOfficeFile.ts';
import { TrustSection } from './trust/TrustSection.tsx';
import { useBundles } from './useBundles.ts';
import { WorkBlock } from './WorkBlock.tsx';

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

/** What still has to travel: bundles in and out, who has seen what, and values that wait for a choice. */
export const ExchangeRoom = () => {
  const { t } = useTranslation('exchange');
  const bundles = useBundles();
  const ledger = useLedger();
  const exchanges = useExchanges();
  const input = useRef<HTMLInputElement>(null);
  const [asking, ask] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const isBusy = bundles.work.step === 'busy';
  const read = (file: File | undefined): void => {
    if (file && !isBusy) void bundles.read(file);
  };
  const fileFor = useOfficeFile();
  const make = (request: ExportRequest): void => {
    ask(null);
    void bundles.make(request);
  };
  const makeFor = ({ office }: OfficeLedger): void => {
    const request = fileFor(office.id);
    if (request === null) ask(office.id);
    else make(request);
  };
  const choose = (): void => input.current?.click();
  return (
    <section
      className={styles.room}
      aria-label={t('region')}
      onDragOver={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => event.currentTarget === event.target && setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        read(event.dataTransfer.files[0]);
      }}
    >
      <Page
        label={t('title')}
        asideLabel={t('rivals.title')}
        header={
          <PageHeader
            divided
            title={t('title')}
            subtitle={t('intro')}
            actions={
              <>
                <Button icon={IconFileExport} disabled={isBusy} onClick={() => ask(everything)}>
                  {t('make')}
                </Button>
                <Button variant="filled" icon={IconFileImport} disabled={isBusy} onClick={choose}>
                  {t('open')}
                </Button>
              </>
            }
          />
        }
        aside={<RivalPane />}
      >
        <input
          ref={input}
          type="file"
          accept=".json,.gz,.age,application/json,application/gzip"
          className="visually-hidden"
          tabIndex={-1}
          aria-label={t('open')}
          onChange={(event) => {
            read(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
        <WorkBlock bundles={bundles} onChoose={choose} />
        <WaitingForYou />
        <SharedPlaces />
        <Section title={t('seen.title')}>
          {ledger && <OfficeList ledger={ledger} isBusy={isBusy} onMake={makeFor} onMakeAll={() => ask(everything)} />}
        </Section>
        <Originals />
        <TrustSection />
        <RefusedFiles />
        <Section title={t('past.title')}>{exchanges && <PastExchanges entries={exchanges} />}</Section>
      </Page>
      {over && <div className={styles.over}>{t('drop')}</div>}
      {asking !== null && <MakeBundleDialog ledger={ledger ?? []} first={asking} onMake={make} onClose={() => ask(null)} />}
    </section>
  );
};
