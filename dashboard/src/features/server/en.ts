import check from './checks.en';

export default {
  health: 'Server health', healthLead: 'How the server is doing and what stands in its way.', settings: 'Settings', checkAgain: 'Check again', checks: 'Checks', checksNote: 'The same that ./mynah doctor looks at',
  status: { good: 'good', warning: 'look at it', bad: 'in the way' }, process: 'The program', version: 'Version', started: 'Started', memory: 'Memory', memoryOf: '{used} of {max}', resident: '{size} in all', load: 'Load', processors: '{n} processors', threads: 'Threads', system: 'System',
  service: 'The service', sessions: 'Open channels', frames: 'Sound packets', late: '{sent} sent, {late} late', ports: 'Ports', database: 'Database', disk: 'Disk', free: '{free} of {total} free',
  yours: 'For you', yoursNote: 'Kept in this browser', theme: 'Theme', themes: { system: 'As the system', light: 'Light', dark: 'Dark' }, account: 'Password and logins',
  general: 'For everybody', generalNote: 'Takes effect at once', reset: 'As configured',
  more: 'For programs', contract: 'The REST contract (OpenAPI)', metrics: 'Metrics for Prometheus', file: 'Ports, TLS, database and all that needs a restart are in the configuration file.',
  check,
  checkName: { java: 'Java', clock: 'Clock', data: 'Data', disk: 'Disk', ports: 'Ports', address: 'Address for devices', TLS: 'TLS', libopus: 'libopus', flite: 'flite', 'espeak-ng': 'espeak-ng', provider: 'Providers', database: 'Database' },
  setting: { devices: { language: { name: 'Language of the devices', hint: 'Spoken with devices that name none. A language tag such as en-US or zh-CN.' }, 'time-zone': { name: 'Time zone of the devices', hint: 'What they show and tell. A time zone such as Europe/Berlin or +08:00.' } } },
};
