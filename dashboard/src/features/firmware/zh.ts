export default {
  title: '固件', lead: '设备的固件镜像，以及哪台设备用哪一个。设备在启动时询问，只安装比自身更新的版本。',
  upload: '上传镜像', images: '镜像', devices: '设备', empty: '还没有镜像', emptyText: '先为一种板子编译固件，再上传编译得到的应用程序，例如 build/xiaozhi.bin。',
  version: '版本', board: '板子', chip: '芯片', size: '大小', uploaded: '上传', by: '{when}，{who}', meantFor: '提供给', nobody: '还没有设备', checksum: 'SHA-256', silent: '镜像没有写明自己的版本',
  everybody: '这种板子的全部设备', forced: '强制', takeAway: '不再提供给 {name}', takenAway: '已取消。', offer: '提供', offerTo: '提供 {version}', removeAsk: '删除 {board} 的 {version}？', removeText: '已经安装的设备会继续使用它。',
  form: {
    file: '文件', fileHint: '只要应用程序本身，最大 16 MB；不要 merged-binary.bin。', board: '板子', boardHint: '与设备上报的名称一致。', version: '版本', versionHint: '数字，中间用点隔开。留空则采用镜像里写的版本。',
    notes: '备注', sending: '正在发送：{percent}', checking: '正在检查……', uploaded: '{board} 的 {version} 已保存。先提供给一台设备，再提供给全部设备。', tooLarge: '文件超过 16 MB，没有这么大的闪存。',
  },
  target: {
    to: '提供给谁', board: '所有 {board} 板子的设备', group: '一个分组的设备', device: '一台设备', choose: '请选择……', image: '镜像', none: '没有适合 {board} 板子的镜像。',
    force: '无论设备运行什么版本都安装一次', forceHint: '即使设备的版本更新也会安装。装好之后不会再次要求。', cannotForce: '这个镜像没有写明版本，不能强制安装。',
    done: '设备下次启动时会得到通知。',
  },
  device: { title: '固件', runs: '正在运行', gets: '应当安装', nothing: '没有指定', because: { device: '为这台设备指定', group: '为分组指定', board: '为这种板子指定' }, choose: '选择镜像', state: '下次启动时' },
  name: '设备', runs: '正在运行', state: '下次启动时', search: '名称、地址或板子', noDevices: '还没有设备上报', nothing: '没有这样的设备',
  states: {
    offered: '安装 {version}', force: '强制安装 {version}', no_target: '没有为它指定固件', not_bound: '不安装：设备尚未绑定', up_to_date: '不安装：已经是 {version}', runs_newer: '不安装：正在运行的版本比 {version} 新',
    other_board: '不安装：{version} 是另一种板子的', other_chip: '不安装：{version} 是另一种芯片的', old_generation: '不安装：1.x 设备不能运行 {version}，请用数据线刷写', too_large: '不安装：{version} 放不进它的分区',
    unknown_version: '不安装：设备没有上报可以比较的版本', file_missing: '不安装：镜像的文件不见了',
  },
};
