export default {
  title: 'Providers', lead: 'Services that hear, answer, speak and see, asked from top to bottom. When one fails the next takes over within the same question.', add: 'Add a provider', edit: 'Edit provider',
  preset: 'Known services', other: 'Another', url: 'Address', key: 'API key', keyHint: 'Stored encrypted and never shown again. Leave empty when the service needs none.', keyKept: 'A key is stored. Leave empty to keep it.',
  uses: 'Used for', use: { recognition: 'Recognition', chat: 'Answers', speech: 'Speech', vision: 'Seeing' }, visionHint: 'Answers questions about photos of devices with a camera. The photo goes to this service and is kept nowhere here.', model: 'Model', voice: 'Voice', test: 'Test', testing: 'Asking …', saved: 'Saved. It is used from the next question on.',
  stateOf: '{use}: {state}', health: { working: 'working', resting: 'not working, left alone for a while', on_trial: 'being tried again' }, earlier: 'Ask {name} earlier', later: 'Ask {name} later', enabled: 'Use {name}',
  builtin: 'Built in', builtinText: 'Always last: local recognition, a list of answers and a local voice. Needs no network, so a device gets an answer whatever fails. It cannot see.', removeAsk: 'Remove {name}?', removeText: 'Its key is deleted. The next provider in the list, or what is built in, answers from the next question on.',
  advice: {
    refused: 'Check the key, and whether the account may use this model.', unavailable: 'Check the address, and whether the service runs and can be reached from the server.', timeout: 'The service took too long. It may be loading a model; test again.',
    protocol: 'Something answered that does not speak the OpenAI wire. Check the path of the address; it often ends in /v1.', busy: 'The service is overloaded. Try again later.', unsupported: 'The service cannot do this. Remove this use.',
  },
};
