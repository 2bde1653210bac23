package org.drey.local.up;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.drey.event.json.JsonLineWriter;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.RejectReason;

/** A program that reads alerts with the classes of some jar of the jobs. */
final class AlertReader implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URLClassLoader classes;
  private final Object codec;
  private final Method decode;
  private final Object lines;
  private final Method write;

  AlertReader(Path jar) throws Exception {
    classes = new URLClassLoader(withAllBesides(jar), ClassLoader.getPlatformClassLoader());
    Class<?> codecs = classes.loadClass(AvroCodec.class.getName());
    Class<?> alert = classes.loadClass("org.drey.event.Alert");
    codec = codecs.getMethod("of", Class.class).invoke(null, alert);
    decode = codecs.getMethod("decode", byte[].class);
    Class<?> writers = classes.loadClass(JsonLineWriter.class.getName());
    lines = writers.getConstructor().newInstance();
    write = writers.getMethod("write", classes.loadClass(SpecificRecord.class.getName()));
  }

  /** The jar comes first; libraries that Flink brings are those of this program. */
  private static URL[] withAllBesides(Path jar) throws MalformedURLException {
    List<URL> places = new ArrayList<>(List.of(jar.toUri().toURL()));
    Pattern separator = Pattern.compile(File.pathSeparator, Pattern.LITERAL);
    for (String one : separator.splitAsStream(System.getProperty("java.class.path")).toList()) {
      places.add(Path.of(one).toUri().toURL());
    }
    return places.toArray(URL[]::new);
  }

  /** Returns records without those whose schema the jar does not know. */
  List<JsonNode> read(List<byte[]> records) throws Exception {
    List<JsonNode> known = new ArrayList<>();
    for (byte[] one : records) {
      try {
        known.add(JSON.readTree((byte[]) write.invoke(lines, decode.invoke(codec, one))));
      } catch (InvocationTargetException e) {
        demandUnknownSchema(e);
      }
    }
    return known;
  }

  private static void demandUnknownSchema(InvocationTargetException e) {
    String message = String.valueOf(e.getCause().getMessage());
    if (!message.startsWith(RejectReason.UNKNOWN_SCHEMA.name())) {
      throw new IllegalStateException(message, e);
    }
  }

  @Override
  public void close() throws IOException {
    classes.close();
  }
}
