// What a plugin says in a mail. The host adds the brand, the mentions that the law asks for, and sends it.

export interface MailAttachment {
  readonly name: string;
  readonly type: string;
  /** Text, or the bytes of anything else. */
  readonly content: string | Uint8Array;
}

/** What is said to a citizen at one moment: as a mail and, shorter, as a text message (160 characters cost one). */
export interface ChannelMessage {
  readonly mail: MailContent;
  readonly text: string;
}

/** Where a person is written to who has no request yet. */
export interface Recipient {
  readonly by: 'mail' | 'text';
  /** An e-mail address, or a number in E.164. */
  readonly address: string;
}

/** The same in both forms; `path` is a page of the site. */
export interface PersonalMessage extends Omit<ChannelMessage, 'mail'> {
  readonly mail: MailContent & { readonly button?: { readonly path: string; readonly text: string } };
}

export interface MailContent {
  readonly subject: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly facts?: readonly { readonly label: string; readonly value: string }[];
  readonly attachments?: readonly MailAttachment[];
}
