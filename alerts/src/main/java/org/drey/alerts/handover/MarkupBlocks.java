package org.drey.alerts.handover;

import java.util.List;

/** A text of a few kinds of blocks, in which nothing of a record is ever markup. */
interface MarkupBlocks {
  /** The kind of a block. */
  enum Kind {
    TITLE,
    HEADING,
    PARAGRAPH,
    ITEM
  }

  /** A part of a block: words, or a token, id or name of a record. */
  record Span(String text, boolean isToken) {
    static Span words(String text) {
      return new Span(text, false);
    }

    static Span token(String text) {
      return new Span(text, true);
    }
  }

  /** A block. */
  record Block(Kind kind, List<Span> spans) {
    static Block of(Kind kind, Span... spans) {
      return new Block(kind, List.of(spans));
    }
  }

  /** The document. */
  String write(List<Block> blocks);
}
