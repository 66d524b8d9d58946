// What a plugin says in a mail. The host adds the brand, the mentions that the law asks for, and sends it.

export interface MailAttachment {
  readonly name: string;
  readonly type: string;
  readonly content: string;
}

export interface MailContent {
  readonly subject: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly facts?: readonly { readonly label: string; readonly value: string }[];
  readonly attachments?: readonly MailAttachment[];
}
