import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { toLanguage } from '../i18n/format.ts';
import { useView } from '../state/view.ts';
import { theme, variablesOf } from '../ui/theme.ts';
import 'dayjs/locale/hu';
import 'dayjs/locale/ro';
import 'dayjs/locale/en-gb';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Opening } from './Opening.tsx';
import { useScheme } from './useScheme.ts';

const dayjsLocales = { hu: 'hu', ro: 'ro', en: 'en-gb' } as const;

/** Records live in this machine's memory: an answer is good until the change feed says otherwise, network or not. */
const createCache = (): QueryClient =>
  new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, networkMode: 'always', retry: false, refetchOnWindowFocus: false } },
  });

/** Everything the screens stand in: theme, dates, cache, and the opened store. */
export const App = () => {
  const cache = useMemo(createCache, []);
  const { i18n } = useTranslation();
  const scheme = useScheme(useView((view) => view.theme));
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variablesOf}
      forceColorScheme={scheme}
      withCssVariables={false}
      withGlobalClasses={false}
      withStaticClasses={false}
    >
      <DatesProvider
        settings={{
          locale: dayjsLocales[toLanguage(i18n.language)],
          firstDayOfWeek: 1,
          weekendDays: [] /* red says that something is wrong */,
        }}
      >
        <QueryClientProvider client={cache}>
          <ErrorBoundary>
            <Opening cache={cache} />
          </ErrorBoundary>
        </QueryClientProvider>
      </DatesProvider>
    </MantineProvider>
  );
};
