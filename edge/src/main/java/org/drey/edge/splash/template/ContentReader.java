package org.drey.edge.splash.template;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.drey.base.NameSuggestions;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** Reads what the page says; an unknown key is an error, not a setting without effect. */
final class ContentReader {
  static final List<String> COUNTRIES = List.of("DE", "ES", "FR", "GB");

  private static final String FOLDER = "/splash/";
  private static final String TEXTS = "texts";
  private static final String LANGUAGES = "languages";
  private static final Set<String> KEYS =
      Set.of("country", LANGUAGES, "emergency", "help", "provider", TEXTS);
  private static final Set<String> PROVIDER_KEYS = Set.of("name", "appeal");
  private static final Set<String> APPEAL_KEYS = Set.of("url", "phone", "email");

  private final TextsReader textsReader = new TextsReader(bundled("texts/en.yaml"));

  PageContent read(String country, @Nullable Path operatorFile) throws IOException {
    List<YamlNode> roots = new ArrayList<>();
    if (operatorFile != null) {
      roots.add(operator(operatorFile));
    }
    if (COUNTRIES.contains(country)) {
      roots.add(bundled("countries/" + country + ".yaml"));
    } else if (operatorFile == null) {
      throw new IllegalArgumentException(
          "Drey brings no helplines for this country, only for "
              + String.join(", ", COUNTRIES)
              + ": give a file with them");
    }
    FileLayers layers = new FileLayers(roots).known(KEYS);
    checkCountry(layers, country);
    YamlNode emergency = layers.value("emergency");
    return new PageContent(
        country,
        texts(layers),
        emergency == null ? null : HelpReader.phone(emergency),
        HelpReader.helps(layers.below("help")),
        provider(layers.below("provider")),
        ProcessingStatement.UNKNOWN);
  }

  private static void checkCountry(FileLayers layers, String country) {
    YamlNode stated = layers.value("country");
    if (stated != null && !stated.words().equals(country)) {
      throw stated.problem("this is for another country than " + country + ", which was asked for");
    }
  }

  private List<PageTexts> texts(FileLayers layers) {
    List<YamlNode> languages = layers.required(LANGUAGES).items();
    if (languages.isEmpty()) {
      throw layers.required(LANGUAGES).problem("expected at least one language");
    }
    FileLayers overrides = layers.below(TEXTS);
    List<PageTexts> texts = new ArrayList<>();
    for (YamlNode language : languages) {
      String tag = language.words();
      if (texts.stream().anyMatch(other -> other.language().equals(tag))) {
        throw language.problem("'" + tag + "' appears twice");
      }
      texts.add(textsReader.read(language, overrides.below(tag), bundledTexts(tag)));
    }
    for (String tag : overrides.keys()) {
      if (texts.stream().noneMatch(other -> other.language().equals(tag))) {
        throw overrides.required(tag).problem("'" + tag + "' is not among the languages");
      }
    }
    return texts;
  }

  private static @Nullable YamlNode bundledTexts(String tag) {
    boolean exists = TextsReader.BUNDLED.contains(tag);
    return exists ? bundled("texts/" + tag + ".yaml") : null;
  }

  private static BlockingProvider provider(FileLayers layers) {
    FileLayers provider = layers.known(PROVIDER_KEYS);
    FileLayers appeal = provider.below("appeal").known(APPEAL_KEYS);
    YamlNode name = provider.value("name");
    YamlNode url = appeal.value("url");
    YamlNode phone = appeal.value("phone");
    YamlNode email = appeal.value("email");
    return new BlockingProvider(
        name == null ? null : name.words(),
        url == null ? null : HelpReader.url(url),
        phone == null ? null : HelpReader.phone(phone),
        email == null ? null : HelpReader.email(email));
  }

  private static YamlNode operator(Path file) throws IOException {
    YamlNode root = YamlNode.read(file);
    return root.isNothing() ? YamlNode.parse(file.toString(), "{}") : root;
  }

  private static YamlNode bundled(String name) {
    try (InputStream in = ContentReader.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("not in the jar: " + FOLDER + name);
      }
      return YamlNode.parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("cannot be read from the jar: " + FOLDER + name, e);
    }
  }

  /** Reads the services that help, and checks what becomes a link. */
  private static final class HelpReader {
    private static final Set<String> KEYS =
        Set.of("kind", "audience", "name", "phone", "url", "offers");
    private static final List<String> TAKEN =
        List.of(BlockingProvider.APPEAL, ProcessingStatement.NOTICE);
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ()./-]{1,24}");
    private static final Pattern EMAIL = Pattern.compile("[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+");

    private HelpReader() {}

    static List<HelpService> helps(FileLayers layers) {
      List<HelpService> helps = new ArrayList<>();
      for (String id : layers.keys()) {
        FileLayers help = layers.below(id);
        if (!help.isEmpty()) {
          helps.add(help(id, help.known(KEYS)));
        }
      }
      return helps;
    }

    private static HelpService help(String id, FileLayers layers) {
      if (!ID.matcher(id).matches() || TAKEN.contains(id)) {
        throw layers
            .first()
            .problem(
                "an id has lower-case letters, digits and hyphens, and is not "
                    + String.join(" or ", TAKEN));
      }
      YamlNode audience = layers.value("audience");
      YamlNode phone = layers.value("phone");
      YamlNode url = layers.value("url");
      if (phone == null && url == null) {
        throw layers.first().problem("'" + id + "' needs a phone or a url");
      }
      return new HelpService(
          id,
          oneOf(HelpKind.class, layers.required("kind")),
          audience == null ? null : oneOf(PageAudience.class, audience),
          layers.required("name").words(),
          phone == null ? null : phone(phone),
          url == null ? null : url(url),
          offers(layers.value("offers")));
    }

    private static Set<HelpService.Offer> offers(@Nullable YamlNode node) {
      Set<HelpService.Offer> offers = EnumSet.noneOf(HelpService.Offer.class);
      if (node != null) {
        node.items().forEach(item -> offers.add(oneOf(HelpService.Offer.class, item)));
      }
      return offers;
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, YamlNode node) {
      List<String> names = new ArrayList<>();
      for (E value : type.getEnumConstants()) {
        String name = value.name().toLowerCase(Locale.ROOT);
        if (name.equals(node.words())) {
          return value;
        }
        names.add(name);
      }
      throw node.problem("expected one of " + String.join(", ", names));
    }

    /** A number as people read it. */
    static String phone(YamlNode node) {
      if (!PHONE.matcher(node.words()).matches()) {
        throw node.problem("expected a telephone number, such as 0800 1111");
      }
      return node.words();
    }

    static String email(YamlNode node) {
      if (!EMAIL.matcher(node.words()).matches()) {
        throw node.problem("expected an e-mail address");
      }
      return node.words();
    }

    /** A website; anything else a link can be, such as a script, is refused. */
    static URI url(YamlNode node) {
      try {
        URI url = new URI(new URI(node.words()).toASCIIString());
        String scheme = url.getScheme();
        if (("https".equals(scheme) || "http".equals(scheme)) && url.getHost() != null) {
          return url;
        }
      } catch (URISyntaxException e) {
        // reported below, like every other text that is no address of a website
      }
      throw node.problem("expected the address of a website, such as https://www.example.org/");
    }
  }

  /**
   * Reads the texts of a language and sees to it that none is missing: English says which there are
   * and which blanks, such as {@code {number}}, each leaves to be filled.
   */
  private static final class TextsReader {
    /** The languages that come with Drey. */
    static final Set<String> BUNDLED = Set.of("ar", "cy", "de", "en", "es", "fr");

    private static final List<String> SECTIONS = List.of("common", "adult", "child");
    private static final Set<String> KEYS =
        Set.of("language", "name", "direction", "common", "adult", "child");
    private static final Pattern TAG = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");
    private static final Pattern BLANK = Pattern.compile("\\{[a-z]+}");

    private final Map<String, Set<String>> blanks;

    TextsReader(YamlNode english) {
      blanks =
          flat(english).entrySet().stream()
              .collect(
                  Collectors.toUnmodifiableMap(
                      Map.Entry::getKey, entry -> blanks(entry.getValue().words())));
    }

    /**
     * The texts of a language.
     *
     * @param language where its tag is
     * @param overrides what the operator says instead; may be empty
     * @param bundled what comes with Drey, or null: then the operator's are all there are
     */
    PageTexts read(YamlNode language, FileLayers overrides, @Nullable YamlNode bundled) {
      String tag = language.words();
      if (!TAG.matcher(tag).matches()) {
        throw language.problem("'" + tag + "' is not the tag of a language, such as cy or pt-BR");
      }
      FileLayers layers = bundled == null ? overrides : overrides.over(bundled);
      if (layers.isEmpty()) {
        throw language.problem("there are no texts in '" + tag + "': give them under texts");
      }
      layers.known(KEYS);
      Map<String, YamlNode> nodes = new LinkedHashMap<>();
      for (int i = layers.nodes().size() - 1; i >= 0; i--) {
        nodes.putAll(flat(layers.nodes().get(i)));
      }
      return new PageTexts(
          tag,
          layers.required("name").words(),
          rightToLeft(layers),
          checked(nodes, layers.first()));
    }

    private Map<String, String> checked(Map<String, YamlNode> nodes, YamlNode all) {
      Map<String, String> texts = new LinkedHashMap<>();
      nodes.forEach(
          (path, node) -> {
            Set<String> expected = blanks.get(path);
            if (expected == null) {
              throw node.problem(
                  "there is no text '"
                      + path
                      + "'"
                      + NameSuggestions.didYouMean(path, blanks.keySet()));
            }
            if (!blanks(node.words()).equals(expected)) {
              throw node.problem(
                  expected.isEmpty()
                      ? "'" + path + "' has no blank to be filled"
                      : "'" + path + "' needs " + String.join(", ", expected));
            }
            texts.put(path, node.words());
          });
      Set<String> missing = new TreeSet<>(blanks.keySet());
      missing.removeAll(texts.keySet());
      if (!missing.isEmpty()) {
        throw all.problem("missing texts: " + String.join(", ", missing));
      }
      return texts;
    }

    private static boolean rightToLeft(FileLayers layers) {
      YamlNode direction = layers.required("direction");
      return switch (direction.words()) {
        case "ltr" -> false;
        case "rtl" -> true;
        default -> throw direction.problem("expected ltr or rtl");
      };
    }

    private static Set<String> blanks(String text) {
      return BLANK.matcher(text).results().map(found -> found.group()).collect(Collectors.toSet());
    }

    private static Map<String, YamlNode> flat(YamlNode root) {
      Map<String, YamlNode> flat = new LinkedHashMap<>();
      for (String section : SECTIONS) {
        YamlNode node = root.get(section);
        if (node != null) {
          flatten(section, node, flat);
        }
      }
      return flat;
    }

    private static void flatten(String path, YamlNode node, Map<String, YamlNode> flat) {
      if (node.isMap()) {
        node.fields().forEach((key, value) -> flatten(path + "." + key, value, flat));
      } else {
        flat.put(path, node);
      }
    }
  }

  /**
   * The same part of several files, of which the first that says something wins: the operator's
   * before that which comes with Drey.
   */
  private record FileLayers(List<YamlNode> nodes) {
    FileLayers {
      nodes = List.copyOf(nodes);
    }

    /** Checks the keys of every file. */
    FileLayers known(Set<String> keys) {
      nodes.forEach(node -> node.fields(keys));
      return this;
    }

    /**
     * The value of a key, or null if no file has it or the first that has it says nothing there.
     */
    @Nullable YamlNode value(String key) {
      for (YamlNode node : nodes) {
        YamlNode value = node.get(key);
        if (value != null) {
          return value.isNothing() ? null : value;
        }
      }
      return null;
    }

    /** The value of a key that some file must have. */
    YamlNode required(String key) {
      YamlNode value = value(key);
      if (value == null) {
        throw first().problem("'" + key + "' is missing");
      }
      return value;
    }

    /** The part below a key; empty if there is none or the first file takes it away. */
    FileLayers below(String key) {
      List<YamlNode> below = new ArrayList<>();
      for (YamlNode node : nodes) {
        YamlNode value = node.get(key);
        if (value != null && value.isNothing()) {
          break;
        }
        if (value != null) {
          below.add(value);
        }
      }
      return new FileLayers(below);
    }

    /** These over one more. */
    FileLayers over(YamlNode other) {
      List<YamlNode> all = new ArrayList<>(nodes);
      all.add(other);
      return new FileLayers(all);
    }

    boolean isEmpty() {
      return nodes.isEmpty();
    }

    /** Returns where a problem of the whole is reported: in the file that wins. */
    YamlNode first() {
      return nodes.get(0);
    }

    /** All keys: in the order of the file that is overridden, then those that are new. */
    Set<String> keys() {
      Set<String> keys = new LinkedHashSet<>();
      for (int i = nodes.size() - 1; i >= 0; i--) {
        Map<String, YamlNode> fields = nodes.get(i).fields();
        keys.addAll(fields.keySet());
      }
      return keys;
    }
  }
}
