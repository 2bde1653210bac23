package org.drey.alerts.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.drey.event.TopicNames;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file of alerts that have the newest revision of each. A small file beside it has
 * their places, so that no older revision needs to be read. Where that file is missing, or does not
 * fit, the places are looked for by the first fields of each line, once for all readings.
 */
public final class NewestLines {
  private static final JsonFactory JSON = new JsonFactory();

  /** As they were found, by file. */
  private final Map<Path, NewestTable> found = new ConcurrentHashMap<>();

  NewestLines() {}

  /** Writes them beside the files of alerts that a run has left in a folder. */
  public static void writeIn(Path folder) throws IOException {
    for (String topic : List.of(TopicNames.ALERTS, TopicNames.SHADOW_ALERTS)) {
      Path file = folder.resolve(topic + ".jsonl");
      if (Files.isRegularFile(file)) {
        write(file);
      }
    }
  }

  /** Writes the places of the newest revisions in a file; the file beside it is replaced. */
  public static void write(Path file) throws IOException {
    find(file).write(file);
  }

  private static NewestTable find(Path file) throws IOException {
    Map<String, AlertRevision> newest = new HashMap<>();
    List<LinePlace> places = new ArrayList<>(); // of lines without a revision: each is read
    LinePlace[] last = {new LinePlace(0, 0, 0, false)};
    ResultLines.each(
        file,
        (line, place) -> {
          if (!place.isEnded()) {
            return; // it is still being written
          }
          last[0] = place;
          AlertRevision found = revision(line, place);
          if (found == null) {
            places.add(place);
          } else {
            newest.merge(
                found.alertId(), found, (known, next) -> known.isBefore(next) ? next : known);
          }
        });
    newest.values().forEach(one -> places.add(one.place()));
    places.sort(Comparator.comparingLong(LinePlace::offset));
    try (FileChannel channel = FileChannel.open(file)) {
      return NewestTable.of(channel, last[0], places);
    }
  }

  /** Reads the newest revisions, and all lines that were appended after their places were found. */
  void each(Path file, ResultLines.LineSink taker) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      NewestTable table = table(file, channel);
      for (LinePlace place : table.places()) {
        taker.take(NewestTable.line(channel, place), place);
      }
      channel.position(table.size());
      ResultLines.each(Channels.newInputStream(channel), table.size(), table.lines() + 1, taker);
    }
  }

  private NewestTable table(Path file, FileChannel channel) throws IOException {
    NewestTable written = NewestTable.read(file, channel);
    if (written != null) {
      return written;
    }
    NewestTable known = found.get(file);
    if (known == null || !known.fits(channel)) {
      known = find(file);
      found.put(file, known);
    }
    return known;
  }

  /** A revision of an alert, and where it is. */
  private record AlertRevision(String alertId, long generation, long revision, LinePlace place) {
    boolean isBefore(AlertRevision other) {
      return generation < other.generation
          || (generation == other.generation && revision < other.revision);
    }
  }

  /** Returns the revision of a line; null of one that is no alert, or longer than one may be. */
  private static @Nullable AlertRevision revision(byte[] line, LinePlace place) {
    if (place.length() >= ResultLines.MAX_BYTES) {
      return null;
    }
    String id = null;
    Long generation = null;
    Long revision = null;
    try (JsonParser json = JSON.createParser(line)) {
      json.nextToken();
      while (id == null || generation == null || revision == null) {
        String name = json.nextFieldName();
        if (name == null) {
          return null;
        }
        JsonToken value = json.nextToken();
        if (name.equals("alert_id") && value == JsonToken.VALUE_STRING) {
          id = json.getText();
        } else if (name.equals("generation") && value == JsonToken.VALUE_NUMBER_INT) {
          generation = json.getLongValue();
        } else if (name.equals("revision") && value == JsonToken.VALUE_NUMBER_INT) {
          revision = json.getLongValue();
        }
        json.skipChildren();
      }
    } catch (IOException e) {
      return null; // no JSON: reading it warns of it
    }
    return new AlertRevision(id, generation, revision, place);
  }
}
