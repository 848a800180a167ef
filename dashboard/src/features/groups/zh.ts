export default {
  title: '分组', lead: '需要一起接收指令的设备：一个楼层、一个班级、一家店。', add: '新建分组', edit: '编辑分组', description: '说明',
  empty: '还没有分组', emptyText: '新建分组后，可在设备的设置页或设备列表中加入设备。', removeAsk: '移除分组 {name}？', removeText: '组内的设备会保留。',
};
