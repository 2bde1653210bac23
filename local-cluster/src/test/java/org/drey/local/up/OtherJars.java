package org.drey.local.up;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.compiler.specific.SpecificCompiler;
import org.apache.avro.generic.GenericData;
import org.drey.event.Alert;
import org.drey.event.TopicNames;
import org.drey.event.wire.ReleasedSchemas;

/** Jars of the jobs that another version might be, made from the one of this build. */
final class OtherJars {
  private final Path jar;
  private final Path folder;

  /**
   * Jars like another.
   *
   * @param folder an empty one
   */
  OtherJars(Path jar, Path folder) {
    this.jar = jar;
    this.folder = folder;
  }

  /** Returns a jar in which a file is missing. */
  Path without(String name) throws IOException {
    Path other = Files.copy(jar, folder.resolve("incomplete.jar"));
    try (FileSystem files = FileSystems.newFileSystem(other)) {
      Files.delete(files.getPath(name));
    }
    return other;
  }

  /** Returns a jar whose jobs write alerts with a schema, which it has among those released. */
  Path withAlerts(Schema schema) throws IOException {
    Path other = Files.copy(jar, folder.resolve("newer.jar"));
    Path made = compile(schema).resolve("org/drey/event");
    try (FileSystem files = FileSystems.newFileSystem(other);
        Stream<Path> classes = Files.list(made)) {
      for (Path one : classes.toList()) {
        Path place = files.getPath("org/drey/event", one.getFileName().toString());
        Files.copy(one, place, StandardCopyOption.REPLACE_EXISTING);
      }
      release(schema, files.getPath("released"));
    }
    return other;
  }

  /** Returns the schema of alerts with one more text, which may be null. */
  static Schema alertsWith(String field) {
    Schema alert = Alert.getClassSchema();
    List<Schema.Field> fields = new ArrayList<>();
    alert.getFields().forEach(one -> fields.add(new Schema.Field(one, one.schema())));
    Schema text = SchemaBuilder.unionOf().nullType().and().stringType().endUnion();
    fields.add(
        new Schema.Field(field, text, "Of a later version.", Schema.Field.NULL_DEFAULT_VALUE));
    fields.get(fields.size() - 1).addProp("max", "128");
    Schema with =
        Schema.createRecord(alert.getName(), alert.getDoc(), alert.getNamespace(), false, fields);
    alert.getObjectProps().forEach(with::addProp);
    return with;
  }

  /** Makes the class as the build does; all others of the jar stay as they are. */
  private Path compile(Schema schema) throws IOException {
    File sources = folder.resolve("sources").toFile();
    SpecificCompiler compiler = new SpecificCompiler(schema);
    compiler.setStringType(GenericData.StringType.String);
    compiler.compileToDestination(null, sources);
    Path classes = Files.createDirectory(folder.resolve("classes"));
    Path source = sources.toPath().resolve("org/drey/event/Alert.java");
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--release",
                "17",
                "-proc:none",
                "-nowarn",
                "-cp",
                jar.toString(),
                "-d",
                classes.toString(),
                source.toString());
    if (failed != 0) {
      throw new IllegalStateException(source + " cannot be compiled");
    }
    return classes;
  }

  private static void release(Schema schema, Path released) throws IOException {
    String name =
        "%s/%s.avsc"
            .formatted(TopicNames.ALERTS, ReleasedSchemas.hex(ReleasedSchemas.fingerprint(schema)));
    Files.writeString(released.resolve(name), schema.toString());
    Files.writeString(
        released.resolve("index.txt"), name + System.lineSeparator(), StandardOpenOption.APPEND);
  }
}
