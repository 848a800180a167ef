/** What the audit log tells of, by the actions of the contract. */
export default {
  action: {
    owner: { created: '创建首位所有者', reset: '所有者重新获得访问' },
    user: { created: '创建用户', changed: '修改用户', removed: '移除用户', password_changed: '修改密码', identity_added: '关联账号', identity_removed: '取消关联账号' },
    login: { under_attack: '多次登录失败' },
    session: { begun: '登录', ended: '退出登录', all_ended: '在所有地方退出登录', token_reused: '终止被盗用的登录' },
    api_key: { created: '创建 API 密钥', revoked: '吊销 API 密钥' },
    device: { bound: '添加设备', repaired: '重新添加设备', readmitted: '设备重新获准接入', token_rotated: '更换设备令牌', token_revoked: '吊销设备令牌', changed: '修改设备', removed: '移除设备' },
    group: { created: '创建分组', changed: '修改分组', removed: '移除分组' },
    serials: { imported: '导入序列号', removed: '移除序列号' },
    assistant: { added: '创建助手', changed: '修改助手', removed: '移除助手' },
    provider: { added: '添加服务商', changed: '修改服务商', removed: '移除服务商', ordered: '调整服务商顺序' },
    conversation: { deleted: '删除对话' },
    firmware: { uploaded: '上传固件', deleted: '删除固件', aimed: '指定固件', cleared: '取消指定固件' },
    settings: { changed: '修改设置' },
  },
  permission: {
    devices: { read: '查看设备', use: '使用设备', bind: '添加设备', manage: '管理设备' },
    conversations: { read: '查看对话' },
    services: { read: '查看助手和服务商', manage: '管理助手和服务商' },
    firmware: { read: '查看固件', manage: '管理固件' },
    people: { read: '查看用户和密钥', manage: '管理用户和密钥' },
    audit: { read: '查看审计记录' },
    settings: { read: '查看设置和状态', manage: '修改设置' },
  },
  value: { none: '无', true: '是', false: '否', set: '已设置', changed: '已更改', same: '相同', password: '密码', setup: '首次设置', 'reset-owner': '命令行令牌' },
  kind: { user: '用户', session: '登录', api_key: 'API 密钥', device: '设备', group: '分组', serial: '序列号', assistant: '助手', provider: '服务商', conversation: '对话', firmware: '固件', settings: '设置' },
  detail: {
    name: '名称', username: '用户名', role: '角色', disabled: '已停用', password: '密码', owner: '所属用户', user: '用户', groups: '分组', assistant: '助手', device: '设备', order: '顺序', transport: '传输方式', notes: '备注',
    means: '方式', sessions: '登录数', sessions_ended: '结束的登录数', begun_from: '起始地址', board: '开发板', client_id: 'Client-Id', serial: '序列号', count: '数量', new: '新增', issuer: '签发者', prefix: '前缀', scopes: '权限', address: '地址', uses: '用途', key: '密钥', model: '模型', version: '版本', sha256: 'SHA-256', forced: '强制',
  },
};
