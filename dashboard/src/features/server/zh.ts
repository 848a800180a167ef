import check from './checks.zh';

export default {
  health: '服务器状态', healthLead: '服务器运行得怎样，有什么妨碍。', settings: '设置', checkAgain: '重新检查', checks: '检查', checksNote: '与 ./mynah doctor 检查的内容相同',
  status: { good: '正常', warning: '请留意', bad: '有妨碍' }, process: '程序', version: '版本', started: '启动时间', memory: '内存', memoryOf: '{used} / {max}', resident: '共 {size}', load: '负载', processors: '{n} 个处理器', threads: '线程', system: '系统',
  service: '服务', sessions: '打开的通道', frames: '音频包', late: '已发送 {sent}，延迟 {late}', ports: '端口', database: '数据库', disk: '磁盘', free: '剩余 {free}，共 {total}',
  yours: '个人', yoursNote: '保存在此浏览器中', theme: '主题', themes: { system: '跟随系统', light: '浅色', dark: '深色' }, account: '密码与登录',
  general: '全局', generalNote: '立即生效', reset: '恢复配置值',
  more: '程序接口', contract: 'REST 接口契约（OpenAPI）', metrics: 'Prometheus 指标', file: '端口、TLS、数据库等需要重启的设置位于配置文件中。',
  check,
  checkName: { java: 'Java', clock: '时钟', data: '数据目录', disk: '磁盘', ports: '端口', address: '设备所用地址', TLS: 'TLS', libopus: 'libopus', flite: 'flite', 'espeak-ng': 'espeak-ng', provider: '服务商', database: '数据库' },
  setting: { devices: { language: { name: '设备语言', hint: '用于没有指明语言的设备。语言标签，例如 en-US 或 zh-CN。' }, 'time-zone': { name: '设备时区', hint: '设备显示和播报的时间。时区，例如 Asia/Shanghai 或 +08:00。' } } },
};
