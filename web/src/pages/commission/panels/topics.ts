// Topics of the plan by name: an expert's file and a match hold their codes.

import { useTopics } from "../../../form/options";

export function useTopicNames(): (code: string) => string {
  const { data } = useTopics();
  return (code) => {
    const label = data?.find((topic) => topic.value === code)?.label;
    return label ? label.slice(code.length).trim() : code;
  };
}
