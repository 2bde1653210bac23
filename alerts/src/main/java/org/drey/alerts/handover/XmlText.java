package org.drey.alerts.handover;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.drey.base.PlainText;

/** XML, indented; what no XML can hold is replaced. */
final class XmlText {
  private static final char REPLACED = '\uFFFD';

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter writer;
  private int depth;

  /** Something that the platform's writer does. */
  private interface Step {
    void run() throws XMLStreamException;
  }

  XmlText() {
    try {
      writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("every Java platform writes XML", e);
    }
    step(() -> writer.writeStartDocument("UTF-8", "1.0"));
  }

  private static void step(Step step) {
    try {
      step.run();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("into memory it can always be written", e);
    }
  }

  private void line() {
    step(() -> writer.writeCharacters("\n" + "  ".repeat(depth)));
  }

  void comment(String comment) {
    line();
    step(() -> writer.writeComment(" " + comment + " "));
  }

  void start(String element) {
    line();
    step(() -> writer.writeStartElement(element));
    depth++;
  }

  /** Ends what was started last. */
  void end() {
    depth--;
    line();
    step(writer::writeEndElement);
  }

  void leaf(String element, String value) {
    line();
    step(
        () -> {
          writer.writeStartElement(element);
          writer.writeCharacters(allowed(value));
          writer.writeEndElement();
        });
  }

  private static String allowed(String value) {
    StringBuilder allowed = new StringBuilder();
    PlainText.text(value)
        .codePoints()
        .forEach(c -> allowed.appendCodePoint((c & 0xFFFE) == 0xFFFE ? REPLACED : c));
    return allowed.toString();
  }

  String text() {
    step(writer::flush);
    return text + "\n";
  }
}
