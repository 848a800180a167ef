/** What the audit log tells of, by the actions of the contract. */
export default {
  action: {
    owner: { created: 'First owner made', reset: 'Owner let in again' },
    user: { created: 'User made', changed: 'User changed', removed: 'User removed', password_changed: 'Password changed', identity_added: 'Account connected', identity_removed: 'Account disconnected' },
    login: { under_attack: 'Many failed logins' },
    session: { begun: 'Logged in', ended: 'Logged out', all_ended: 'Logged out everywhere', token_reused: 'Stolen login ended' },
    api_key: { created: 'API key made', revoked: 'API key revoked' },
    device: { bound: 'Device added', repaired: 'Device added anew', readmitted: 'Device let in again', token_rotated: 'Device given a new token', token_revoked: 'Device’s token revoked', changed: 'Device changed', removed: 'Device removed' },
    group: { created: 'Group made', changed: 'Group changed', removed: 'Group removed' },
    serials: { imported: 'Serial numbers imported', removed: 'Serial number removed' },
    assistant: { added: 'Assistant made', changed: 'Assistant changed', removed: 'Assistant removed' },
    provider: { added: 'Provider added', changed: 'Provider changed', removed: 'Provider removed', ordered: 'Providers reordered' },
    conversation: { deleted: 'Conversation deleted' },
    firmware: { uploaded: 'Firmware uploaded', deleted: 'Firmware deleted', aimed: 'Firmware chosen', cleared: 'Firmware no longer chosen' },
    settings: { changed: 'Settings changed' },
  },
  permission: {
    devices: { read: 'See devices', use: 'Use devices', bind: 'Add devices', manage: 'Organise devices' },
    conversations: { read: 'Read conversations' },
    services: { read: 'See assistants and providers', manage: 'Change assistants and providers' },
    firmware: { read: 'See firmware', manage: 'Change firmware' },
    people: { read: 'See users and keys', manage: 'Change users and keys' },
    audit: { read: 'Read the audit log' },
    settings: { read: 'See settings and health', manage: 'Change settings' },
  },
  value: { none: 'none', true: 'yes', false: 'no', set: 'set', changed: 'changed', same: 'the same', password: 'password', setup: 'set-up', 'reset-owner': 'token of the command line' },
  kind: { user: 'User', session: 'Login', api_key: 'API key', device: 'Device', group: 'Group', serial: 'Serial number', assistant: 'Assistant', provider: 'Provider', conversation: 'Conversation', firmware: 'Firmware', settings: 'Settings' },
  detail: {
    name: 'name', username: 'user name', role: 'role', disabled: 'disabled', password: 'password', owner: 'owner', user: 'user', groups: 'groups', assistant: 'assistant', device: 'device', order: 'order', transport: 'wire', notes: 'notes',
    means: 'by', sessions: 'logins', sessions_ended: 'logins ended', begun_from: 'begun from', board: 'board', client_id: 'Client-Id', serial: 'serial number', count: 'count', new: 'new', issuer: 'issuer', prefix: 'prefix', scopes: 'may', address: 'address', uses: 'for', key: 'key', model: 'model', version: 'version', sha256: 'SHA-256', forced: 'forced',
  },
};
