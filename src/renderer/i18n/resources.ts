import type bundle from '../../../locales/en/bundle.json';
import type catalogue from '../../../locales/en/catalogue.json';
import type common from '../../../locales/en/common.json';
import type desk from '../../../locales/en/desk.json';
import type directory from '../../../locales/en/directory.json';
import type domain from '../../../locales/en/domain.json';
import type error from '../../../locales/en/error.json';
import type events from '../../../locales/en/events.json';
import type exchange from '../../../locales/en/exchange.json';
import type fields from '../../../locales/en/fields.json';
import type home from '../../../locales/en/home.json';
import type records from '../../../locales/en/records.json';
import type settings from '../../../locales/en/settings.json';
import type start from '../../../locales/en/start.json';
import type visits from '../../../locales/en/visits.json';

/** The namespaces with the shape of their English texts; the other two languages are held to it by a test. */
export type Resources = {
  bundle: typeof bundle;
  catalogue: typeof catalogue;
  common: typeof common;
  desk: typeof desk;
  directory: typeof directory;
  domain: typeof domain;
  error: typeof error;
  events: typeof events;
  exchange: typeof exchange;
  fields: typeof fields;
  home: typeof home;
  records: typeof records;
  settings: typeof settings;
  start: typeof start;
  visits: typeof visits;
};

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Resources;
    returnNull: false;
  }
}
