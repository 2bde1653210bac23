package org.drey.collect.format;

import java.util.List;
import java.util.Set;

/** Logs of Zeek, as JSON or as columns that a line {@code #fields} names. */
final class ZeekInput implements LineInput {
  private static final String FIELDS = "#fields\t";

  private final JsonInput json;
  private final ColumnInput columns;
  private boolean isNamed;

  ZeekInput(List<SourcePath> sources) {
    this.json = new JsonInput(sources, null);
    this.columns =
        new ColumnInput(
            line -> LineCutters.plain(line, '\t').stream().map(ZeekInput::cell).toList(),
            sources,
            List.of(),
            false);
  }

  /** Nothing, where it says so; else the text without its escapes. */
  private static String cell(String text) {
    return text.equals("-") || text.equals("(empty)") ? "" : LineCutters.unescaped(text);
  }

  @Override
  public boolean isHead(String line) {
    if (line.startsWith(FIELDS)) {
      columns.name(LineCutters.plain(line.substring(FIELDS.length()), '\t'));
      isNamed = true;
    }
    return line.startsWith("#");
  }

  @Override
  public void read(byte[] line, String text, LineValues into) throws RefusedLineException {
    if (text.startsWith("{")) {
      json.read(line, text, into);
    } else if (isNamed) {
      columns.read(line, text, into);
    } else {
      throw LineInput.malformed("JSON, or columns after a line that begins with #fields");
    }
  }

  @Override
  public Set<String> names(String line) {
    return line.startsWith("{") ? json.names(line) : columns.names(line);
  }
}
