export default {
  title: 'Groups', lead: 'Devices that are told something together: a floor, a school class, a shop.', add: 'New group', edit: 'Edit group', description: 'Description',
  empty: 'No group yet', emptyText: 'Make one, then put devices in it on their settings page or from the list of devices.', removeAsk: 'Remove the group {name}?', removeText: 'The devices in it stay.',
};
