import { Loading, Skeleton } from "@/shared/ui";

/** The outline of a page while its code arrives. */
export function Pending() {
  return (
    <div className="p-4 lg:p-6">
      <Loading>
        <Skeleton shape="title" width={240} />
        <div className="mt-6">
          <Skeleton shape="block" height={220} />
        </div>
      </Loading>
    </div>
  );
}
