package foodcourt.updates;

import foodcourt.order.RestaurantId;
import foodcourt.port.Board;
import foodcourt.port.Ports;
import foodcourt.port.ReadModels;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The boards' changes. A hint names the restaurant alone; its board is read once for all who watch it. */
final class BoardFeed implements Feed {
    static final VersionedKind<RestaurantId, Board> KIND = new VersionedKind<>(Board::restaurant, Board::revision);

    private final ReadModels reads;
    private final SubscriptionIndex<RestaurantId, RestaurantId, Board> watchers;
    private final PendingRefreshes<RestaurantId> rumours;

    BoardFeed(Ports ports) {
        this.reads = ports.reads();
        this.watchers = new SubscriptionIndex<>(ports.threads());
        this.rumours = new PendingRefreshes<>(ports.threads().newMutex());
    }

    Subscription watch(RestaurantId restaurant, CoalescingMailbox<RestaurantId, Board> mailbox) {
        return watchers.enter(restaurant, mailbox, () -> List.of(reads.board(restaurant)));
    }

    /** Whether it is to be read. */
    boolean hear(RestaurantId restaurant) {
        boolean isNews = watchers.areAt(restaurant);
        if (isNews) {
            rumours.hear(restaurant);
        }
        return isNews;
    }

    @Override
    public void readHinted() {
        rumours.take().forEach(this::read);
    }

    @Override
    public void catchUp() {
        Set<RestaurantId> watched = watchers.watched();
        if (watched.isEmpty()) {
            return;
        }
        Map<RestaurantId, Long> revisions = reads.boardRevisions(watched);
        watched.stream()
                .filter(restaurant -> isSomebodyBehind(restaurant, revisions.getOrDefault(restaurant, 0L)))
                .forEach(this::read);
    }

    private boolean isSomebodyBehind(RestaurantId restaurant, long revision) {
        return watchers.of(restaurant).stream().anyMatch(mailbox -> mailbox.wants(restaurant, revision));
    }

    private void read(RestaurantId restaurant) {
        List<CoalescingMailbox<RestaurantId, Board>> watching = watchers.of(restaurant);
        if (!watching.isEmpty()) {
            Board board = reads.board(restaurant);
            watching.forEach(mailbox -> mailbox.offer(board));
        }
    }
}
