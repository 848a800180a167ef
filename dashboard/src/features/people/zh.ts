import actions from './actions.zh';

export default {
  users: '用户', usersLead: '可以登录的人，以及各自的权限。', addUser: '新建用户', editUser: '编辑用户', role: '角色', created: '加入时间', you: '你', disabled: '已停用', newPassword: '新密码（留空则不变）',
  removeUser: '移除 {name}？', removeUserText: '该用户会在所有地方退出登录。成员的设备会保留，但不再属于任何人。',
  roleHint: { owner: '拥有全部权限，包括管理其他所有者。', admin: '除创建、修改或移除所有者外的全部权限。', operator: '使用并管理所有设备及其对话服务。', viewer: '可查看一切，不能修改。', member: '仅绑定、查看和使用自己的设备。' },
  keys: 'API 密钥', keysLead: '供使用 REST 接口的程序使用。密钥只能做其权限范围内的事。', addKey: '新建密钥', keyName: '用途', keyPlaceholder: '家庭自动化', scopes: '权限', lastUsed: '最近使用', expires: '到期', inDays: '{n} 天后', noKeys: '还没有密钥',
  theKey: '密钥', keyOnce: '请现在复制密钥。服务器只保存其哈希值，以后无法再次显示。', revoke: '吊销', revokeAsk: '吊销 {name}？', revokeText: '使用该密钥的程序将立即被拒绝。', keyRevoked: '密钥已吊销。',
  audit: '审计', auditLead: '谁做了哪些更改。记录永不修改。', when: '时间', who: '操作者', what: '操作', subject: '对象', details: '详情', allActions: '全部操作', noAudit: '还没有记录',
  byServer: '服务器', gone: '已不存在', noAuditText: '此处的每次更改都会记录操作者。',
  ...actions,
};
