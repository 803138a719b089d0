/** What a question of the inbox is about, where it is not the values of one field. */
export const questionLabels = {
  editAgainstDelete: 'exchange:rivals.deletedAndEdited',
  joined: 'exchange:rivals.joinedAndEdited',
  late: 'exchange:rivals.late',
  erasedPerson: 'exchange:rivals.erasedPerson',
} as const;
