export default {
  title: 'Conversations', one: 'Conversation', lead: 'What was heard, what was said, and where the time went.', search: 'Words that were said', outcome: 'Outcome', any: 'Any outcome', what: 'First question', turns: 'Questions', when: 'When',
  silent: 'Nothing was understood', nothingText: 'Use fewer words, or another outcome.', nothing: 'No conversation is like that', empty: 'No conversation yet', emptyText: 'Talk to a device, and it stands here when the answer was given.',
  heard: 'Heard', said: 'Said', heardAudio: 'Recording of what was heard', saidAudio: 'Recording of the answer', toDevice: 'To the device', totalTyped: '{total} from the question to the first sound.', total: '{total} from the end of speech to the first sound; {own} of it is Mynah itself.',
};
