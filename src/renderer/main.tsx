import './app/schemas.ts';
import './ui/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { schemeOf } from './app/useScheme.ts';
import { toLanguage } from './i18n/format.ts';
import { startI18n } from './i18n/i18n.ts';
import { useView } from './state/view.ts';
import { listenToKeys } from './ui/keys.ts';
import { installTheme } from './ui/theme.ts';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root element');
installTheme();
const { theme, language } = useView.getState();
document.documentElement.dataset.mantineColorScheme = schemeOf(theme);
listenToKeys();
await startI18n(language ?? toLanguage(navigator.language));
createRoot(root).render(<App />);
