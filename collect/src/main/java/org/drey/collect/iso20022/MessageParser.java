package org.drey.collect.iso20022;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /** The platform's parser: another one on the class path has other limits. */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    return factory;
  }

  /**
   * Reads an input to its end. After an error the rest of the input is skipped.
   *
   * @param name what people call it
   * @throws IOException if the input cannot be read, or the taker says so
   */
  void read(InputStream in, String name) throws IOException, InterruptedException {
    EventBudget input = new EventBudget(in);
    MessageElementReader walk = new MessageElementReader(taker, name);
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

  /**
   * An input that ends when much is read without one event of XML: a parser keeps an attribute or a
   * comment in memory as a whole.
   */
  private static final class EventBudget extends FilterInputStream {
    private static final int MOST_BYTES = 4 << 20;

    private int used;
    private boolean isOver;

    EventBudget(InputStream in) {
      super(in);
    }

    /** Notes that there was an event. */
    void event() {
      used = 0;
    }

    /** Returns whether it ended this way. */
    boolean isOver() {
      return isOver;
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      use(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      use(Math.max(count, 0));
      return count;
    }

    private void use(int bytes) throws IOException {
      used += bytes;
      if (used > MOST_BYTES) {
        isOver = true;
        throw new IOException("more than %d bytes in one".formatted(MOST_BYTES));
      }
    }

    /** Leaves the input open: it is not its own. */
    @Override
    public void close() {}
  }

  /**
   * The text of an input, in the encoding that its mark or its first line says, else in UTF-8. The
   * platform's parser would decode it, too, but prints what it cannot decode to standard error.
   * What comes before such bytes is read.
   */
  private static final class MessageText extends Reader {
    private static final int HEAD_BYTES = 256;
    private static final int BUFFER_BYTES = 8_192;
    private static final Pattern DECLARED =
        Pattern.compile("^<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES);
    private final CharBuffer chars = CharBuffer.allocate(BUFFER_BYTES).flip();
    private boolean isAtEnd;

    private MessageText(InputStream in, byte[] head, TextEncoding encoding) {
      this.in = in;
      this.decoder = encoding.charset.newDecoder();
      bytes.put(head, encoding.markBytes, head.length - encoding.markBytes).flip();
    }

    /** An encoding, and the length of the mark that says it. */
    private record TextEncoding(Charset charset, int markBytes) {}

    /**
     * Opens the text of an input.
     *
     * @throws UnsupportedEncodingException if it is in none that is known
     */
    static MessageText of(InputStream in) throws IOException {
      byte[] head = in.readNBytes(HEAD_BYTES);
      return new MessageText(in, head, encoding(head));
    }

    private static TextEncoding encoding(byte[] head) throws UnsupportedEncodingException {
      if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
        return new TextEncoding(StandardCharsets.UTF_8, 3);
      }
      if (startsWith(head, 0xFE, 0xFF) || startsWith(head, 0, '<')) {
        return new TextEncoding(StandardCharsets.UTF_16BE, head[0] == 0 ? 0 : 2);
      }
      if (startsWith(head, 0xFF, 0xFE) || startsWith(head, '<', 0)) {
        return new TextEncoding(StandardCharsets.UTF_16LE, head[0] == '<' ? 0 : 2);
      }
      Matcher declared = DECLARED.matcher(new String(head, StandardCharsets.ISO_8859_1));
      return new TextEncoding(
          declared.find() ? charset(declared.group(1)) : StandardCharsets.UTF_8, 0);
    }

    private static boolean startsWith(byte[] head, int... first) {
      for (int at = 0; at < first.length; at++) {
        if (at >= head.length || Byte.toUnsignedInt(head[at]) != first[at]) {
          return false;
        }
      }
      return true;
    }

    private static Charset charset(String name) throws UnsupportedEncodingException {
      try {
        Charset charset = Charset.forName(name);
        boolean isWide = charset.name().startsWith("UTF-16"); // but its first characters are not
        return isWide ? StandardCharsets.UTF_8 : charset;
      } catch (IllegalArgumentException e) {
        throw new UnsupportedEncodingException("an encoding that is not known");
      }
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
      while (!chars.hasRemaining()) {
        chars.clear();
        CoderResult result = decoder.decode(bytes, chars, isAtEnd);
        chars.flip();
        if (chars.hasRemaining()) {
          break;
        }
        if (result.isError()) {
          result.throwException();
        }
        if (isAtEnd) {
          return -1;
        }
        fill();
      }
      int count = Math.min(length, chars.remaining());
      chars.get(into, offset, count);
      return count;
    }

    private void fill() throws IOException {
      bytes.compact();
      int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
      isAtEnd = count < 0;
      bytes.position(bytes.position() + Math.max(0, count)).flip();
    }

    /** Leaves the input open: it is not its own. */
    @Override
    public void close() {}
  }
}
