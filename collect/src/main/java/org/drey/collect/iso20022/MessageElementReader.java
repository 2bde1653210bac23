package org.drey.collect.iso20022;

import java.io.IOException;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.drey.collect.feed.RefusalReason;
import org.jspecify.annotations.Nullable;

/** The way through the elements of an input, on which the values of messages are picked up. */
final class MessageElementReader {
  private static final int DEEPEST = 64;
  private static final String DOCUMENT = "Document";
  private static final String CURRENCY = "Ccy";
  private static final String PRESENT = "true";

  private final MessageTaker taker;
  private final MessageValues values;
  private final @Nullable PathNode[] open = new PathNode[DEEPEST];
  private final StringBuilder text = new StringBuilder();
  private int depth;
  private int messageDepth;
  private @Nullable MessageKind kind; // of the message around
  private @Nullable PathNode read; // the element whose text is read
  private @Nullable String currency;
  private boolean isInDocument;
  private boolean hasFound;

  /**
   * A way through an input.
   *
   * @param input what people call it
   */
  MessageElementReader(MessageTaker taker, String input) {
    this.taker = taker;
    this.values = new MessageValues(input);
  }

  /** Has what is left of the input refused. */
  void refuse(RefusalReason reason) {
    taker.refused(reason, values.messagePlace());
  }

  /** Returns whether there was a message, of whatever kind. */
  boolean hasFound() {
    return hasFound;
  }

  /** Takes the event at which a reader is; returns whether it is not too deep. */
  boolean isTaken(int event, XMLStreamReader xml) throws IOException, InterruptedException {
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> {
        if (depth == DEEPEST) {
          return false;
        }
        start(xml);
      }
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> characters(xml);
      case XMLStreamConstants.END_ELEMENT -> end();
      default -> {} // comments, processing instructions
    }
    return true;
  }

  private void start(XMLStreamReader xml) {
    String name = xml.getLocalName();
    if (kind == null) {
      begin(name);
      depth++;
      return;
    }
    PathNode around = open[depth - 1];
    PathNode node = around == null ? null : around.child(name);
    open[depth++] = node;
    read = null;
    if (node != null) {
      enter(node, xml);
    }
  }

  /** Begins a message, if the element is one. */
  private void begin(String name) {
    MessageKind found = MessageKind.of(name);
    open[depth] = null;
    if (found != null) {
      kind = found;
      messageDepth = depth;
      open[depth] = MessagePaths.of(found);
      values.clear();
      values.enter();
    } else if (isInDocument) {
      taker.other();
    }
    hasFound |= found != null || isInDocument;
    isInDocument = name.equals(DOCUMENT);
  }

  private void enter(PathNode node, XMLStreamReader xml) {
    if (node.isScope()) {
      values.enter();
    }
    MessageField mark = node.mark();
    if (mark != null) {
      values.put(mark, PRESENT);
    }
    read = node.text() == null ? null : node;
    if (read != null) {
      text.setLength(0);
      currency = node.currency() == null ? null : xml.getAttributeValue(null, CURRENCY);
    }
  }

  /** Keeps what a field can have, and one more, so that more is seen to be too long. */
  private void characters(XMLStreamReader xml) {
    int room = MessageValues.LONGEST + 1 - text.length();
    if (read != null && room > 0) {
      text.append(xml.getTextCharacters(), xml.getTextStart(), Math.min(room, xml.getTextLength()));
    }
  }

  private void end() throws IOException, InterruptedException {
    depth--;
    isInDocument = false;
    PathNode node = open[depth];
    MessageKind of = kind;
    if (node == null || of == null) {
      return;
    }
    if (node == read) {
      put(node);
    }
    read = null;
    if (node.isItem() || (node.isItemAlone() && values.isWithoutItem())) {
      values.count();
      taker.take(of, values);
    }
    if (depth == messageDepth) {
      taker.end(of, values);
      kind = null;
    }
    if (node.isScope()) {
      values.leave();
    }
  }

  private void put(PathNode node) {
    String value = text.toString().strip();
    MessageField field = node.text();
    if (!value.isEmpty() && field != null) {
      MessageField of = node.currency();
      if (of != null) {
        values.put(of, currency == null ? "" : currency);
      }
      values.put(field, value);
    }
  }
}
