package org.drey.alerts.handover;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * A country's schema of goAML, which it supplies itself. Two things of the schemas that are in use
 * are read as they are meant: anchors in patterns, where XSD has none, and a range that is none.
 */
public final class GoamlSchema {
  private static final int MAX_PROBLEMS = 20;
  private static final Pattern PATTERN =
      Pattern.compile("(<xs:pattern\\s+value=\")\\^?([^\"]*?)\\$?\"");

  private final Schema schema;

  private GoamlSchema(Schema schema) {
    this.schema = schema;
  }

  /**
   * Reads a schema.
   *
   * @throws IOException if it cannot be read or is none; the message says why
   */
  public static GoamlSchema read(Path file) throws IOException {
    String text =
        PATTERN
            .matcher(Files.readString(file))
            .replaceAll(
                found -> quoted(found.group(1) + found.group(2).replace("0-9-+", "0-9\\-+")));
    SchemaFactory factory = SchemaFactory.newDefaultInstance();
    try {
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
      return new GoamlSchema(
          factory.newSchema(new StreamSource(new StringReader(text), file.toUri().toString())));
    } catch (SAXException e) {
      throw new IOException(file + " is no schema that can be used: " + e.getMessage(), e);
    }
  }

  private static String quoted(String start) {
    return Matcher.quoteReplacement(start + "\"");
  }

  /** What of a document does not fit, with its lines; at most 20. */
  public List<String> problems(String xml) throws IOException {
    List<String> problems = new ArrayList<>();
    Validator validator = schema.newValidator();
    validator.setErrorHandler(
        new ErrorHandler() {
          @Override
          public void warning(SAXParseException e) {
            error(e);
          }

          @Override
          public void error(SAXParseException e) {
            if (problems.size() < MAX_PROBLEMS) {
              problems.add("line " + e.getLineNumber() + ": " + e.getMessage());
            }
          }

          @Override
          public void fatalError(SAXParseException e) {
            error(e);
          }
        });
    try {
      validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      validator.validate(new StreamSource(new StringReader(xml)));
    } catch (SAXException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    return problems;
  }
}
