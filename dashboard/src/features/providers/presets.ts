import type { ProviderUse } from '@/api/model';

/** Well-known services that speak the OpenAI wire, to save typing. Everything in them can be changed. */
export interface Preset {
  key: string;
  name: string;
  base_url: string;
  uses: ProviderUse[];
  chat_model?: string;
  recognition_model?: string;
  speech_model?: string;
  vision_model?: string;
  voice?: string;
}

export const presets: Preset[] = [
  { key: 'openai', name: 'OpenAI', base_url: 'https://api.openai.com/v1', uses: ['recognition', 'chat', 'speech', 'vision'], chat_model: 'gpt-4o-mini', recognition_model: 'gpt-4o-mini-transcribe', speech_model: 'gpt-4o-mini-tts', vision_model: 'gpt-4o-mini', voice: 'alloy' },
  { key: 'ollama', name: 'Ollama', base_url: 'http://127.0.0.1:11434/v1', uses: ['chat'], chat_model: 'qwen2.5:7b', vision_model: 'qwen2.5vl:7b' },
  { key: 'deepseek', name: 'DeepSeek', base_url: 'https://api.deepseek.com/v1', uses: ['chat'], chat_model: 'deepseek-chat' },
  { key: 'dashscope', name: 'DashScope', base_url: 'https://dashscope.aliyuncs.com/compatible-mode/v1', uses: ['chat'], chat_model: 'qwen-turbo', vision_model: 'qwen-vl-plus' },
  { key: 'zhipu', name: 'ZhiPu', base_url: 'https://open.bigmodel.cn/api/paas/v4', uses: ['chat'], chat_model: 'glm-4-flash', vision_model: 'glm-4v-flash' },
  { key: 'siliconflow', name: 'SiliconFlow', base_url: 'https://api.siliconflow.cn/v1', uses: ['recognition', 'chat', 'speech'], chat_model: 'Qwen/Qwen2.5-7B-Instruct', recognition_model: 'FunAudioLLM/SenseVoiceSmall', speech_model: 'FunAudioLLM/CosyVoice2-0.5B', vision_model: 'Qwen/Qwen2.5-VL-32B-Instruct', voice: 'FunAudioLLM/CosyVoice2-0.5B:alex' },
  { key: 'groq', name: 'Groq', base_url: 'https://api.groq.com/openai/v1', uses: ['recognition', 'chat'], chat_model: 'llama-3.1-8b-instant', recognition_model: 'whisper-large-v3-turbo' },
  { key: 'other', name: '', base_url: '', uses: ['chat'] },
];
