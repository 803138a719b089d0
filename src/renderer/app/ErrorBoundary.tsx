import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { goTo } from '../state/route.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import styles from './ErrorBoundary.module.css';

const Fault = ({ error, retry }: { readonly error: Error; readonly retry: () => void }) => {
  const { t } = useTranslation(['error', 'common']);
  const home = (): void => {
    goTo('home');
    retry();
  };
  return (
    <div className={styles.fault}>
      <Notice
        tone="error"
        title={t('error:screen.title')}
        details={`${error.name}: ${error.message}`}
        actions={
          <>
            <Button variant="quiet" small onClick={retry}>
              {t('common:action.tryAgain')}
            </Button>
            <Button variant="quiet" small onClick={home}>
              {t('common:action.goHome')}
            </Button>
          </>
        }
      >
        {t('error:screen.text')}
      </Notice>
    </div>
  );
};

type Props = { readonly children: ReactNode };
type State = { readonly error: Error | null };

/** Catches a bug in a screen, reports it and keeps the rest usable. React offers this only to a class. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    return this.state.error ? <Fault error={this.state.error} retry={() => this.setState({ error: null })} /> : this.props.children;
  }
}
