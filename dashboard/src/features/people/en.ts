import actions from './actions.en';

export default {
  users: 'Users', usersLead: 'People who may log in, and what each may do.', addUser: 'New user', editUser: 'Edit user', role: 'Role', created: 'Since', you: 'you', disabled: 'disabled', newPassword: 'New password (leave empty to keep)',
  removeUser: 'Remove {name}?', removeUserText: 'The user is logged out everywhere. Devices of a member stay and belong to nobody.',
  roleHint: { owner: 'Everything, also with other owners.', admin: 'Everything but to make, change or remove owners.', operator: 'Uses and organises all devices and what they talk with.', viewer: 'Sees everything and changes nothing.', member: 'Binds, sees and uses own devices only.' },
  keys: 'API keys', keysLead: 'For programs that use the REST interface. A key can do what its scopes say and no more.', addKey: 'New key', keyName: 'What is it for?', keyPlaceholder: 'Home automation', scopes: 'May', lastUsed: 'Last used', expires: 'Expires', inDays: 'in {n} days', noKeys: 'No key yet',
  theKey: 'KEY', keyOnce: 'Copy the key now. It is stored as a hash only and can never be shown again.', revoke: 'Revoke', revokeAsk: 'Revoke {name}?', revokeText: 'Programs that use the key are refused from now on.', keyRevoked: 'The key is revoked.',
  audit: 'Audit', auditLead: 'Who changed what. Entries are never altered.', when: 'When', who: 'Who', what: 'Action', subject: 'On', details: 'Details', allActions: 'All actions', noAudit: 'Nothing is recorded yet',
  byServer: 'The server', gone: 'no longer there', noAuditText: 'Whatever is changed here is written down with who did it.',
  ...actions,
};
