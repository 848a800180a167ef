export default {
  title: '助手', lead: '设备与谁对话：它的性格、语言，以及对任务的了解。', add: '新建助手', edit: '编辑助手', default: '默认', makeDefault: '设为默认', isDefault: '新设备与它对话',
  noPrompt: '没有指令。', used: '{n} 台设备', prompt: '指令', promptPlaceholder: '你是一位有耐心的老师，面向八岁的孩子…', promptHint: '每次对话前告诉大语言模型。内置助手不使用它。',
  saved: '已保存，从下一个问题起生效。', removeAsk: '移除助手 {name}？', removeText: '与它对话的设备将改用默认助手。',
  empty: '还没有助手', emptyText: '新建之前，设备使用配置文件中描述的助手。', languages: { auto: '跟随设备', 'en-US': '英语', 'zh-CN': '中文（普通话）' },
};
