package org.drey.collect.iso20022;

import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.CharacterCodingException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.drey.collect.feed.RefusalReason;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages as they stream by, in memory that does not grow with them: one alone, or several
 * in an envelope. Document types and what else may hide in XML are refused. For one thread.
 */
final class MessageParser {
  private static final XMLInputFactory XML = factory();
  private static final int NEAR = 200; // events: what an envelope has before it

  private final MessageTaker taker;

  MessageParser(MessageTaker taker) {
    this.taker = taker;
  }

  /** Of the platform: another one on the class path has other limits. */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    return factory;
  }

  /**
   * Reads an input to its end. What is wrong with it costs what is left of it.
   *
   * @param name what people call it
   * @throws IOException if the input cannot be read, or the taker says so
   */
  void read(InputStream in, String name) throws IOException, InterruptedException {
    EventBudget input = new EventBudget(in);
    MessageWalk walk = new MessageWalk(taker, name);
    try {
      XMLStreamReader xml = XML.createXMLStreamReader(MessageText.of(input));
      while (xml.hasNext()) {
        int event = xml.next();
        input.event();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
          walk.refuse(RefusalReason.DOCUMENT_TYPE);
          return;
        }
        if (!walk.isTaken(event, xml)) {
          walk.refuse(RefusalReason.TOO_DEEP);
          return;
        }
      }
      if (!walk.hasFound()) {
        walk.refuse(RefusalReason.MALFORMED);
      }
    } catch (XMLStreamException e) {
      walk.refuse(reason(e, input));
    } catch (UnsupportedEncodingException e) {
      walk.refuse(RefusalReason.MALFORMED);
    } catch (RuntimeException e) { // the platform's parser has its own faults
      walk.refuse(RefusalReason.INTERNAL);
    }
  }

  /** Returns the kind of the first message of an input; null if none is near its beginning. */
  static @Nullable MessageKind firstKind(InputStream in) throws IOException {
    try {
      XMLStreamReader xml = XML.createXMLStreamReader(MessageText.of(new EventBudget(in)));
      for (int events = 0; events < NEAR && xml.hasNext(); events++) {
        MessageKind kind =
            xml.next() == XMLStreamConstants.START_ELEMENT
                ? MessageKind.of(xml.getLocalName())
                : null;
        if (kind != null) {
          return kind;
        }
      }
    } catch (XMLStreamException | UnsupportedEncodingException e) {
      return null; // it is refused when it is read
    }
    return null;
  }

  /** The reason of an end; an input that cannot be read is the source's matter. */
  private static RefusalReason reason(XMLStreamException of, EventBudget input) throws IOException {
    if (input.isOver()) {
      return RefusalReason.OVERSIZED;
    }
    Throwable cause = of.getNestedException();
    if (cause instanceof CharacterCodingException) {
      return RefusalReason.NOT_TEXT;
    }
    if (cause instanceof IOException unreadable) {
      throw unreadable;
    }
    return RefusalReason.MALFORMED;
  }
}
