package org.heeded.examples.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the demo's spreadsheet, and writes down the truth that was planted in it. The same seed gives the same bytes.
 *
 * <p>No row is changed after the draw: a client's probability of overruling and each arm's probability of failing are
 * stated in {@link Client}, and the rows are what one throw of the dice made of them.
 */
final class DemoLog {

    static final long SEED = 20260930;
    static final LocalDate FROM = LocalDate.of(2025, 4, 1);
    /** The day of the demo's report: what happens on it or later is not in the spreadsheet. */
    static final LocalDate NOW = LocalDate.of(2026, 10, 1);

    /**
     * A client and its planted truth.
     *
     * @param id the client
     * @param style how it decides, in words
     * @param product what it sells
     * @param audience to whom
     * @param place where
     * @param proposals how much advice it gets
     * @param orders how many directives it gives
     * @param answers percent of each answer to advice; the rest stays unanswered
     * @param failFollowed probability in percent that followed advice fails
     * @param failOverridden probability in percent that what overruled the advice fails
     * @param failOrdered probability in percent that an order fails
     */
    record Client(
            String id,
            String style,
            String product,
            String audience,
            String place,
            int proposals,
            int orders,
            Map<String, Integer> answers,
            int failFollowed,
            int failOverridden,
            int failOrdered) {

        String fill(String text) {
            return text.replace("{product}", product)
                    .replace("{audience}", audience)
                    .replace("{place}", place);
        }
    }

    static final List<Client> CLIENTS = List.of(
            new Client(
                    "harbour-foods",
                    "decides together",
                    "fish hampers",
                    "gift buyers",
                    "the old port",
                    44,
                    3,
                    answers(58, 6, 14, 11, 4, 2, 2, 1),
                    30,
                    40,
                    35),
            new Client(
                    "lindgren-bikes",
                    "mixed",
                    "cargo bikes",
                    "young families",
                    "the lake towns",
                    48,
                    10,
                    answers(40, 4, 12, 28, 6, 2, 4, 2),
                    32,
                    52,
                    45),
            new Client(
                    "northway-dental",
                    "mostly by instruction",
                    "aligners",
                    "new patients",
                    "the north side",
                    42,
                    16,
                    answers(20, 2, 10, 46, 9, 0, 7, 0),
                    38,
                    56,
                    50));

    /** The columns, in the order of the file. */
    static final List<String> COLUMNS = List.of("""
            id client marketer marketer_role kind proposed_at title channel also_affects scope novelty origin idea stake
            currency goal metrics consulted basis forecast_metric forecast_comparison forecast_target forecast_baseline
            forecast_probability due decide_by decision decided_at adherence view alternative reason
            client_forecast_target client_forecast_probability launched launched_at outcome outcome_metric actual
            outcome_at judged_by responsibility responsibility_by tags""".split("\\s+"));

    private final Random random = new Random(SEED);

    private static Map<String, Integer> answers(
            int followed,
            int delegated,
            int adapted,
            int overridden,
            int declined,
            int notChosen,
            int deferred,
            int withdrawn) {
        Map<String, Integer> percent = new LinkedHashMap<>();
        percent.put("FOLLOWED", followed);
        percent.put("DELEGATED", delegated);
        percent.put("ADAPTED", adapted);
        percent.put("OVERRIDDEN", overridden);
        percent.put("DECLINED", declined);
        percent.put("NOT_CHOSEN", notChosen);
        percent.put("DEFERRED", deferred);
        percent.put("WITHDRAWN", withdrawn);
        return percent;
    }

    /**
     * Writes {@code demo.csv} and {@code demo-truth.md} into the resources of the runner.
     *
     * @param args the directory of the resources
     * @throws IOException if a file cannot be written
     */
    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        Files.writeString(directory.resolve("demo.csv"), new DemoLog().csv());
        Files.writeString(directory.resolve("demo-truth.md"), truth());
    }

    /** The spreadsheet, oldest row first. */
    String csv() {
        List<Map<String, String>> rows = new ArrayList<>();
        for (Client client : CLIENTS) {
            List<DemoIdeas.Idea> ideas = shuffled(DemoIdeas.ADVICE);
            List<DemoIdeas.Order> orders = shuffled(DemoIdeas.ORDERS);
            ideas.stream()
                    .limit(client.proposals())
                    .map(idea -> advice(client, idea))
                    .forEach(rows::add);
            orders.stream()
                    .limit(client.orders())
                    .map(order -> order(client, order))
                    .forEach(rows::add);
        }
        rows.sort(Comparator.comparing(row -> row.get("proposed_at")));
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).put("id", String.format(Locale.ROOT, "D-%03d", i + 1));
        }
        return Stream.concat(Stream.of(COLUMNS), rows.stream().map(DemoLog::cells))
                .map(cells -> cells.stream().map(DemoLog::quoted).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private Map<String, String> advice(Client client, DemoIdeas.Idea idea) {
        LocalDate proposed = someDay();
        Map<String, String> row = describe(client, idea.channel(), idea.scope(), proposed, client.fill(idea.title()));
        row.put("kind", "proposal");
        row.put("also_affects", idea.affects());
        row.put("novelty", idea.novelty());
        row.put("origin", chance(90) ? chance(65) ? "UNPROMPTED" : "REQUESTED" : "");
        row.put("idea", chance(85) ? chance(75) ? "MARKETER" : chance(50) ? "CLIENT" : "JOINT" : "");
        row.put("basis", chance(80) ? pick("customer-evidence", "earlier-test", "good-practice", "opinion") : "");
        row.put("metrics", chance(40) ? pick("revenue", "margin", "revenue;margin", "customer value") : "");
        row.put("consulted", chance(35) ? pick("sales", "finance", "customer service", "sales;IT") : "");
        row.put("decide_by", chance(45) ? proposed.plusDays(14).toString() : "");
        LocalDate due = proposed.plusDays(55 + random.nextInt(50));
        boolean forecast = chance(78);
        if (forecast) {
            row.put("forecast_metric", client.fill(idea.metric()));
            row.put("forecast_comparison", idea.target() < idea.baseline() ? "AT_MOST" : "AT_LEAST");
            row.put("forecast_target", String.valueOf(idea.target()));
            row.put("forecast_baseline", String.valueOf(idea.baseline()));
            row.put("forecast_probability", chance(80) ? "0." + pick("55", "6", "65", "7", "75", "8", "85") : "");
            row.put("due", due.toString());
        }
        String answer = answer(client);
        LocalDate decided = proposed.plusDays(2 + random.nextInt(20));
        if (answer.isEmpty() || !decided.isBefore(NOW)) {
            return row;
        }
        row.put("decision", answer);
        row.put("decided_at", chance(97) ? decided.toString() : "");
        switch (answer) {
            case "FOLLOWED", "DELEGATED" -> {
                row.put("reason", chance(30) ? pick(DemoIdeas.AGREEMENTS) : "");
                carryOut(client, idea, row, decided, due, "ADVICE", client.failFollowed());
            }
            case "ADAPTED" -> {
                boolean agreed = chance(60);
                boolean viewed = chance(85);
                row.put("view", viewed ? agreed ? pick("AGREED", "ACCEPTED") : "OBJECTED" : "");
                row.put("adherence", chance(50) ? "0." + (agreed ? pick("6", "7", "8") : pick("2", "3", "4")) : "");
                row.put("reason", chance(70) ? pick(DemoIdeas.OBJECTIONS) : "");
                carryOut(
                        client,
                        idea,
                        row,
                        decided,
                        due,
                        agreed ? "ADVICE" : "ALTERNATIVE",
                        agreed ? client.failFollowed() : client.failOverridden());
            }
            case "OVERRIDDEN" -> {
                row.put("alternative", chance(90) ? client.fill(idea.alternative()) : "");
                row.put("reason", chance(75) ? pick(DemoIdeas.OBJECTIONS) : "");
                if (forecast && chance(35)) {
                    row.put("client_forecast_target", String.valueOf((idea.baseline() + idea.target()) / 2));
                    row.put("client_forecast_probability", "0." + pick("7", "8", "9"));
                }
                carryOut(client, idea, row, decided, due, "ALTERNATIVE", client.failOverridden());
            }
            default -> row.put("reason", chance(60) ? pick(DemoIdeas.REFUSALS) : "");
        }
        return row;
    }

    private Map<String, String> order(Client client, DemoIdeas.Order order) {
        LocalDate given = someDay();
        Map<String, String> row = describe(client, order.channel(), order.scope(), given, client.fill(order.title()));
        row.put("kind", "directive");
        LocalDate launched = given.plusDays(1 + random.nextInt(20));
        if (launched.isBefore(NOW)) {
            row.put("launched", chance(90) ? "ORDER" : "");
            row.put("launched_at", row.get("launched").isEmpty() ? "" : launched.toString());
            LocalDate seen = launched.plusDays(30 + random.nextInt(60));
            if (seen.isBefore(NOW) && chance(order.scope().equals("ROUTINE") ? 15 : 85)) {
                judge(row, seen, chance(client.failOrdered()));
            }
        }
        return row;
    }

    /** What proposals and directives have in common. */
    private Map<String, String> describe(Client client, String channel, String scope, LocalDate day, String title) {
        Map<String, String> row = new LinkedHashMap<>();
        boolean head = scope.equals("STRATEGIC");
        row.put("client", client.id());
        row.put("marketer", head ? "ana" : List.of("seo", "ppc", "web").contains(channel) ? "ben" : "mira");
        row.put("marketer_role", head ? "HEAD" : "SPECIALIST");
        row.put("proposed_at", day.toString());
        row.put("title", title);
        row.put("channel", channel);
        row.put("scope", chance(92) ? scope : "");
        if (chance(70)) {
            row.put("stake", String.valueOf((head ? 4000 : 500) * (1 + random.nextInt(6))));
            row.put("currency", "EUR");
        }
        row.put("goal", chance(50) ? pick("More orders from new customers", "Customers who come back") : "");
        row.put("tags", chance(30) ? pick("season=spring", "season=autumn", "fair=yes") : "");
        return row;
    }

    private void carryOut(
            Client client,
            DemoIdeas.Idea idea,
            Map<String, String> row,
            LocalDate decided,
            LocalDate due,
            String intended,
            int percentFailing) {
        LocalDate launched = decided.plusDays(5 + random.nextInt(25));
        String what = chance(95) ? intended : intended.equals("ADVICE") ? "NOTHING" : "ADVICE";
        if (launched.isBefore(NOW) && chance(88)) {
            row.put("launched", what);
            row.put("launched_at", launched.toString());
        }
        LocalDate seen = due.plusDays(random.nextInt(15));
        if (what.equals("NOTHING") || !seen.isBefore(NOW) || chance(8)) {
            return;
        }
        boolean failed = chance(what.equals("ADVICE") ? client.failFollowed() : percentFailing);
        if (row.containsKey("forecast_target") && chance(80)) {
            String criterion = what.equals("ADVICE")
                    ? row.get("forecast_target")
                    : row.getOrDefault("client_forecast_target", row.get("forecast_target"));
            row.put("outcome_metric", row.get("forecast_metric"));
            row.put("actual", String.valueOf(actual(idea, Integer.parseInt(criterion), failed)));
            row.put("outcome_at", seen.toString());
            claim(row, failed);
        } else {
            judge(row, seen, failed);
        }
    }

    /** A value on the right side of the target, near enough to be believed. */
    private int actual(DemoIdeas.Idea idea, int target, boolean failed) {
        int lift = Math.abs(target - idea.baseline());
        int by = failed ? -1 - random.nextInt(lift + lift / 4 + 1) : random.nextInt(lift / 2 + 1);
        return idea.target() < idea.baseline() ? target - by : target + by;
    }

    private void judge(Map<String, String> row, LocalDate seen, boolean failed) {
        int doubt = random.nextInt(100);
        String settled = failed ? "FAILURE" : "SUCCESS";
        row.put("outcome", doubt < 6 ? "MIXED" : doubt < 10 ? "INCONCLUSIVE" : doubt < 11 ? "INVALID" : settled);
        row.put("judged_by", chance(80) ? pick("client", "marketer", "agreed", "agreed") : "");
        row.put("outcome_at", chance(96) ? seen.toString() : "");
        claim(row, failed);
    }

    /** Sides blame and take credit as people do: more for failures, and rarely themselves. */
    private void claim(Map<String, String> row, boolean failed) {
        if (chance(failed ? 50 : 15)) {
            boolean client = chance(70);
            int word = random.nextInt(100);
            String other = client ? "marketer" : "client";
            String self = client ? "client" : "marketer";
            String named =
                    failed ? word < 40 ? other : word < 50 ? self : "" : word < 20 ? other : word < 60 ? self : "";
            row.put("responsibility", named.isEmpty() ? pick("shared", "shared", "external") : named);
            row.put("responsibility_by", self);
        }
    }

    private String answer(Client client) {
        int draw = random.nextInt(100);
        for (Map.Entry<String, Integer> answer : client.answers().entrySet()) {
            draw -= answer.getValue();
            if (draw < 0) {
                return answer.getKey();
            }
        }
        return "";
    }

    private LocalDate someDay() {
        LocalDate day = FROM.plusDays(random.nextInt((int) (NOW.toEpochDay() - FROM.toEpochDay())));
        return day.minusDays(Math.max(0, day.getDayOfWeek().getValue() - 5));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String pick(String... words) {
        return words[random.nextInt(words.length)];
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    private <T> List<T> shuffled(List<T> all) {
        List<T> copy = new ArrayList<>(all);
        Collections.shuffle(copy, random);
        return copy;
    }

    private static List<String> cells(Map<String, String> row) {
        return COLUMNS.stream().map(column -> row.getOrDefault(column, "")).toList();
    }

    private static String quoted(String cell) {
        return cell.contains(",") || cell.contains("\"") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    /** The planted truth as a page. */
    static String truth() {
        UnaryOperator<String> row = cells -> "| " + cells + " |\n";
        StringBuilder page = new StringBuilder("""
                # The truth planted in demo.csv

                Made by `DemoLog` with seed %d: no real client. Work from %s to the day before %s, the day of the report.
                Every row draws its answer and its result with these probabilities (percent), and none was changed after the draw:
                what the report counts differs from them by chance. An override fails more often by plan, at each client, but
                clients that overrule more also fail more when they follow: the crude difference exceeds the one within clients.
                The file is the third draw: after the first, so few overrides had a result that due days were moved forward (from
                75-134 to 55-104 days) and two clients got more proposals and orders; no probability was changed, and no row was edited.

                """.formatted(SEED, FROM, NOW));
        page.append(row.apply("client | style | advice | orders | "
                + String.join(" | ", CLIENTS.get(0).answers().keySet())
                + " | no answer | fails when followed | fails when overruled | fails when ordered"));
        page.append("|").append(" --- |".repeat(16)).append('\n');
        for (Client client : CLIENTS) {
            int answered = client.answers().values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            Stream<Object> cells = Stream.of(
                            Stream.of(client.id(), client.style(), client.proposals(), client.orders()),
                            client.answers().values().stream(),
                            Stream.of(
                                    100 - answered,
                                    client.failFollowed(),
                                    client.failOverridden(),
                                    client.failOrdered()))
                    .flatMap(part -> part);
            page.append(row.apply(cells.map(String::valueOf).collect(Collectors.joining(" | "))));
        }
        return page.append("""

                Adapted advice: the marketer goes along in 60 %, else objects; it then fails as followed or as overruled.
                In 5 % of the work something else is launched than was decided; 12 % have no launch entry; 8 % of the
                results are never reported. Forecasts are given for 78 % of the advice, and measured against in 80 % of those.
                """).toString();
    }
}
