export default {
  title: '服务商', lead: '负责聆听、回答、说话和看图的服务，按从上到下的顺序调用。某个服务出错时，下一个会在同一个问题中接替。', add: '添加服务商', edit: '编辑服务商',
  preset: '常见服务', other: '其他', url: '地址', key: 'API 密钥', keyHint: '加密保存，不再显示。服务不需要密钥时请留空。', keyKept: '已保存密钥，留空则保持不变。',
  uses: '用途', use: { recognition: '识别', chat: '回答', speech: '语音', vision: '视觉' }, visionHint: '回答有关带摄像头设备所拍照片的问题。照片会发送给此服务，本服务器不保存。', model: '模型', voice: '音色', test: '测试', testing: '正在询问…', saved: '已保存，从下一个问题开始使用。',
  stateOf: '{use}：{state}', health: { working: '正常', resting: '无法使用，暂停调用', on_trial: '正在重试' }, earlier: '更早询问 {name}', later: '更晚询问 {name}', enabled: '使用 {name}',
  builtin: '内置', builtinText: '始终排在最后：本地识别、固定问答和本地语音。不需要网络，无论什么出错，设备都能得到回答。内置功能不能看图。', removeAsk: '移除 {name}？', removeText: '其密钥将被删除。从下一个问题起，由列表中的下一个服务商或内置功能回答。',
  advice: {
    refused: '请检查密钥，以及账户是否有权使用此模型。', unavailable: '请检查地址，以及服务是否运行、服务器能否访问它。', timeout: '服务响应太慢，可能正在加载模型，请再测一次。',
    protocol: '对方不使用 OpenAI 接口。请检查地址的路径，通常以 /v1 结尾。', busy: '服务过载，请稍后再试。', unsupported: '该服务做不到这一点，请取消此用途。',
  },
};
