export default {
  title: '对话记录', one: '对话记录', lead: '听到了什么，说了什么，时间花在哪里。', search: '说过的话', outcome: '结果', any: '任意结果', what: '第一个问题', turns: '提问数', when: '时间',
  silent: '没有听清', nothingText: '请减少关键词，或换一种结果。', nothing: '没有符合条件的对话', empty: '还没有对话', emptyText: '与设备对话，得到回答后就会显示在这里。',
  heard: '听到', said: '回答', heardAudio: '听到的录音', saidAudio: '回答的录音', toDevice: '查看设备', totalTyped: '从提问到第一个声音共 {total}。', total: '从说完到第一个声音共 {total}，其中 Mynah 自身 {own}。',
};
