package org.drey.collect.iso20022;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
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
   * @throws IOException if the input cannot be read, or the taker says so
   */
  void read(InputStream in) throws IOException, InterruptedException {
    EventBudget input = new EventBudget(in);
    try {
      XMLStreamReader xml = XML.createXMLStreamReader(input);
      MessageWalk walk = new MessageWalk(taker);
      while (xml.hasNext()) {
        int event = xml.next();
        input.event();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
          taker.refused(RefusalReason.DOCUMENT_TYPE);
          return;
        }
        if (!walk.isTaken(event, xml)) {
          taker.refused(RefusalReason.TOO_DEEP);
          return;
        }
      }
      if (!walk.hasFound()) {
        taker.refused(RefusalReason.MALFORMED);
      }
    } catch (XMLStreamException e) {
      taker.refused(reason(e, input));
    } catch (RuntimeException e) { // the platform's parser has its own faults
      taker.refused(RefusalReason.INTERNAL);
    }
  }

  /** Returns the kind of the first message of an input; null if none is near its beginning. */
  static @Nullable MessageKind firstKind(InputStream in) {
    try {
      XMLStreamReader xml = XML.createXMLStreamReader(new EventBudget(in));
      for (int events = 0; events < NEAR && xml.hasNext(); events++) {
        MessageKind kind =
            xml.next() == XMLStreamConstants.START_ELEMENT
                ? MessageKind.of(xml.getLocalName())
                : null;
        if (kind != null) {
          return kind;
        }
      }
    } catch (XMLStreamException e) {
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
    if (cause instanceof CharConversionException) {
      return RefusalReason.NOT_TEXT;
    }
    if (cause instanceof IOException unreadable) {
      throw unreadable;
    }
    return RefusalReason.MALFORMED;
  }
}
