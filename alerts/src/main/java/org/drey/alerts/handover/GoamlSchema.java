package org.drey.alerts.handover;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
  private static final int MAX_LINES = 5;

  /**
   * The code of the message that a value does not fit its type; it follows the one that says why.
   */
  private static final String AGAIN = "cvc-type.3.1.3";

  private static final Pattern PATTERN =
      Pattern.compile("(<xs:pattern\\s+value=\")\\^?([^\"]*?)\\$?\"");

  private final String name;
  private final Schema schema;

  private GoamlSchema(String name, Schema schema) {
    this.name = name;
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
          String.valueOf(file.getFileName()),
          factory.newSchema(new StreamSource(new StringReader(text), file.toUri().toString())));
    } catch (SAXException e) {
      throw new IOException(file + " is no schema that can be used: " + e.getMessage(), e);
    }
  }

  private static String quoted(String start) {
    return Matcher.quoteReplacement(start + "\"");
  }

  /** The name of its file. */
  public String name() {
    return name;
  }

  /** Returns what of a document does not fit, each once, with its lines; at most 20. */
  public List<String> problems(String xml) throws IOException {
    Map<String, List<Integer>> problems = new LinkedHashMap<>();
    Validator validator = schema.newValidator();
    validator.setErrorHandler(
        new ErrorHandler() {
          @Override
          public void warning(SAXParseException e) {
            error(e);
          }

          @Override
          public void error(SAXParseException e) {
            String problem = String.valueOf(e.getMessage());
            if (!problem.startsWith(AGAIN)
                && (problems.size() < MAX_PROBLEMS || problems.containsKey(problem))) {
              problems.computeIfAbsent(problem, one -> new ArrayList<>()).add(e.getLineNumber());
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
      problems.put(String.valueOf(e.getMessage()), List.of());
    }
    return problems.entrySet().stream().map(one -> words(one.getKey(), one.getValue())).toList();
  }

  private static String words(String problem, List<Integer> lines) {
    if (lines.isEmpty()) {
      return problem;
    }
    return (lines.size() == 1 ? "line " : "lines ")
        + lines.stream().limit(MAX_LINES).map(String::valueOf).collect(Collectors.joining(", "))
        + (lines.size() > MAX_LINES ? " and " + (lines.size() - MAX_LINES) + " more" : "")
        + ": "
        + problem;
  }
}
