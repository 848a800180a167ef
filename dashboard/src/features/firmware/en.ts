export default {
  title: 'Firmware', lead: 'Images for devices, and which device gets which. A device asks when it starts, and installs what is newer than what it runs.',
  upload: 'Upload an image', images: 'Images', devices: 'Devices', empty: 'No image yet', emptyText: 'Build the firmware of a board, then upload the application the build made, such as build/xiaozhi.bin.',
  version: 'Version', board: 'Board', chip: 'Chip', size: 'Size', uploaded: 'Uploaded', by: '{when} by {who}', meantFor: 'Meant for', nobody: 'Nobody yet', checksum: 'SHA-256', silent: 'The image does not say its version',
  everybody: 'All with this board', forced: 'forced', takeAway: 'Take away from {name}', takenAway: 'Taken away.', offer: 'Offer', offerTo: 'Offer {version}', removeAsk: 'Delete {version} for {board}?', removeText: 'Devices that run it keep it.',
  form: {
    file: 'File', fileHint: 'The application alone, at most 16 MB; not merged-binary.bin.', board: 'Board', boardHint: 'As devices report it.', version: 'Version', versionHint: 'Digits with dots between. Empty takes the one the image says.',
    notes: 'Notes', sending: 'Sending: {percent}', checking: 'Checking …', uploaded: '{version} for {board} is kept. Offer it to a device first, then to all.', tooLarge: 'The file has more than 16 MB, the largest flash there is.',
  },
  target: {
    to: 'To whom', board: 'All devices with the board {board}', group: 'Devices of a group', device: 'One device', choose: 'Choose …', image: 'Image', none: 'There is no image for the board {board}.',
    force: 'Install it whatever the device runs, once', forceHint: 'Also over a newer version. A device that comes back with it is not told again.', cannotForce: 'This image does not say its version, so it cannot be forced.',
    done: 'Devices are told when they start the next time.',
  },
  device: { title: 'Firmware', runs: 'Runs', gets: 'Meant to have', nothing: 'Nothing in particular', because: { device: 'chosen for this device', group: 'chosen for a group', board: 'chosen for its board' }, choose: 'Choose an image', state: 'At its next start' },
  name: 'Device', runs: 'Runs', state: 'At its next start', search: 'Name, address or board', noDevices: 'No device has reported yet', nothing: 'No device is like that',
  states: {
    offered: 'Installs {version}', force: 'Installs {version}, forced', no_target: 'Nothing is meant for it', not_bound: 'Nothing: it is not bound', up_to_date: 'Nothing: it runs {version}', runs_newer: 'Nothing: it runs something newer than {version}',
    other_board: 'Nothing: {version} is for another board', other_chip: 'Nothing: {version} is for another chip', old_generation: 'Nothing: a 1.x device cannot run {version}; flash it by cable', too_large: 'Nothing: {version} does not fit its partition',
    unknown_version: 'Nothing: it does not say a version that can be compared', file_missing: 'Nothing: the file of the image is missing',
  },
};
