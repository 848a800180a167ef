export default {
  title: 'Assistants', lead: 'Who devices talk with: a character, its language and what it knows about its task.', add: 'New assistant', edit: 'Edit assistant', default: 'Default', makeDefault: 'Make default', isDefault: 'New devices talk with this one',
  noPrompt: 'No instructions.', used: '{n} devices', prompt: 'Instructions', promptPlaceholder: 'You are a patient tutor for children of eight …', promptHint: 'Told to the language model before every conversation. The built-in assistant does not read them.',
  saved: 'Saved. It takes effect with the next question.', removeAsk: 'Remove the assistant {name}?', removeText: 'Devices that talk with it talk with the default one from then on.',
  empty: 'No assistant yet', emptyText: 'Devices talk with the one the configuration describes until you make one.', languages: { auto: 'As the device speaks', 'en-US': 'English', 'zh-CN': 'Chinese (Mandarin)' },
};
