import type { OperatorName } from '@telltale/query';
import type { Formats } from './formats.ts';

/** The words that the whole dashboard shares, in English. A panel's own words stand in its folder. */
export const english = (format: Formats) => ({
  skipToContent: 'Skip to the content',
  mainNavigation: 'Panels',
  openNavigation: 'Open navigation',
  site: 'Site',
  language: 'Language',
  theme: 'Appearance',
  themes: { system: 'Like the system', light: 'Light', dark: 'Dark' },
  groups: { watch: 'Watch', customers: 'Customers', pages: 'Pages', manage: 'Manage' },
  signOut: 'Sign out',
  shortcuts: {
    title: 'Keyboard shortcuts',
    areOn: 'Shortcuts are on',
    areOnHint: 'Single keys do what is listed here, unless you are writing.',
    names: {
      list: 'Show this list',
      previousPanel: 'The panel before',
      nextPanel: 'The next panel',
      range: 'Choose the days',
      segment: 'Choose a segment',
      filter: 'Add a filter',
      language: 'The other language',
      theme: 'Another appearance',
    },
    inLists: 'Charts are read point by point with the arrow keys; Escape closes what is open.',
  },
  notices: (count: number) =>
    format.plural(count, { one: '# thing wants to be looked at', other: '# things want to be looked at' }),
  ownPanel: (title: string, name: string) => `${title}: ${name}`,

  close: 'Close',
  cancel: 'Cancel',
  apply: 'Apply',
  remove: 'Remove',
  showPassword: (label: string) => `Show: ${label}`,
  show: 'Show',
  hide: 'Hide',
  copied: 'Copied',
  copyFailed: 'The browser did not allow copying. Select the text and copy it by hand.',
  copyAsApiCall: 'Copy as API call',
  csv: 'CSV',
  downloadCsv: 'Save as CSV',
  png: 'PNG',
  downloadPng: 'Save as a picture (PNG)',
  pngFailed: 'The browser could not draw the picture. Try again with fewer rows.',
  showTable: 'Table',
  loading: 'Asking…',
  loadingPanel: 'Opening…',
  tryAgain: 'Try again',
  problemTitle: 'This could not be answered',
  cancelled: 'Cancelled before it was answered.',
  noConnection: 'The server cannot be reached. Check the connection, then try again.',
  known: (names: string) => `Known: ${names}.`,
  nothingHere: 'No such panel',
  backToFirst: 'Go to the overview',
  answeredFrom: (rows: number, elapsed: string) =>
    `${format.plural(rows, { one: '# row read', other: '# rows read' })} in ${elapsed}`,
  restsOnSnapshot: (segment: string, moment: string) => `The segment ${segment} is that of ${moment}: a snapshot.`,
  unknownValue: '(none)',
  otherValues: 'Other',
  everything: 'All',

  boards: {
    saveTo: 'Save to a board',
    cardTitle: 'Name of the card',
    board: 'Board',
    newBoard: 'A new board',
    boardTitle: 'Name of the board',
    save: 'Save',
    saved: 'Saved to the board',
  },

  range: 'Date range',
  ranges: {
    today: 'Today',
    yesterday: 'Yesterday',
    '7d': 'Last 7 days',
    '30d': 'Last 30 days',
    '90d': 'Last 90 days',
    month: 'This month',
    'last-month': 'Last month',
    '12m': 'Last 12 months',
  },
  ownRange: 'From one day to another',
  from: 'From',
  to: 'To',
  rangeWrong: 'The last day must not be before the first one.',
  timeZone: (name: string) => `Days in ${name} time`,
  compare: 'Comparison',
  comparisons: { none: 'Not compared', previous: 'Compared with the days before', year: 'Compared with a year before' },

  segment: 'Segment',
  everyone: 'All visitors',
  segmentGone: 'A segment that is gone',
  filters: 'Filters',
  addFilter: 'Add a filter',
  addFilterShort: 'Filter',
  filter: 'Filter',
  property: 'Property',
  operator: 'Condition',
  value: 'Value',
  valuesHint: 'Press Enter after each value.',
  removeFilter: (text: string) => `Remove the filter: ${text}`,
  clearFilters: 'Remove all',
  operators: {
    is: 'is',
    is_not: 'is not',
    contains: 'contains',
    does_not_contain: 'does not contain',
    starts_with: 'starts with',
    ends_with: 'ends with',
    at_least: 'is at least',
    at_most: 'is at most',
    more_than: 'is more than',
    less_than: 'is less than',
    between: 'is between',
    is_set: 'has a value',
    is_not_set: 'has no value',
  } satisfies Record<OperatorName, string>,
  currency: 'Currency',
  eventProperties: 'Of this event',
  visitProperties: 'Of the visit',

  chartSummary: (text: {
    title: string;
    from: string;
    to: string;
    highest: string;
    highestAt: string;
    lowest: string;
    lowestAt: string;
  }) =>
    `${text.title} from ${text.from} to ${text.to}: at most ${text.highest} (${text.highestAt}), at least ${text.lowest} (${text.lowestAt}).`,
  linesSummary: (text: { title: string; from: string; to: string; lines: string }) =>
    `${text.title} from ${text.from} to ${text.to}: ${text.lines}.`,
  readChart: (title: string) => `${title}: read point by point with the arrow keys`,
  changeSince: (change: string, before: string) => `${change} against ${before} before`,

  interval: (low: string, high: string) => `${low} to ${high}, ${format.percent(0.95)} sure`,
  range95: (low: string, high: string) => `${low} to ${high}`,
  visitor: 'Visitor',
  customer: 'Customer',
  firstListed: (count: number) =>
    format.plural(count, { one: 'The first one is listed.', other: 'The first # are listed.' }),
  listedFromTo: (from: string, to: string) => `${from} to ${to} are listed.`,
  pages: 'Pages',
  nextPage: 'Next page',
  previousPage: 'Previous page',
  csvOfAll: 'Save everyone as CSV',
  seeWho: (text: string) => `See who: ${text}`,
  noneInDays: 'Nothing was recorded in these days',
  customers: (count: number) => format.plural(count, { one: '# customer', other: '# customers' }),
  visitors: (count: number) => format.plural(count, { one: '# visitor', other: '# visitors' }),
  times: (count: number) => format.plural(count, { one: '# time', other: '# times' }),

  passwordHint: 'At least 10 characters. A few words in a row are good and easy to remember.',
  passwordShort: 'This is too short: at least 10 characters.',
  passwordAlike: 'Too many of the characters are alike: at least 5 different ones.',
  emailWrong: 'This is no e-mail address, such as ada@example.com.',
  fieldEmpty: 'Please fill this in.',
  roles: { viewer: 'Viewer', analyst: 'Analyst', editor: 'Editor', owner: 'Owner' },
  everySite: 'Every site',
  refusals: {
    wrong_password: 'E-mail and password do not belong together. Try again.',
    rate_limited: 'Too many tries. Wait a minute, then try again.',
    unknown_token: 'This link was used already, or it is too old. Ask for another one.',
    email_taken: 'Somebody else signs in with this e-mail address.',
    last_owner: 'Somebody must own every site: make another person an owner first.',
    registration_disabled: 'Nobody can be added here: the setting DISABLE_REGISTRATION is on.',
    missing_role: 'Your role does not allow this: ask an owner.',
    unknown_person: 'This person was removed in the meantime.',
    unknown_session: 'This session has ended already.',
    no_email: 'You have no e-mail address here: give one under “Your account”.',
    too_many_links: 'The site has 100 links: take one back before you make another.',
  } as Readonly<Record<string, string>>,

  sites: {
    unknown: 'There is no such site among yours',
    none: 'There is no site yet',
    noneHint: 'The collector makes a first site when it starts. Restart it, then reload this page.',
  },
});

/** The shape every language fills. */
export type Words = ReturnType<typeof english>;
